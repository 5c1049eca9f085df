const library = '^projects/imednet-rx';
const sources = `${library}/src`;
const spec = '[.]spec[.]ts$';
const nodeSpec = '[.]node[.]spec[.]ts$';
const specHelpers = '/(spec|spec-support)/';
const entryPoints = [`${sources}/public-api[.]ts$`, `${library}/[^/]+/src/public-api[.]ts$`];

// What each folder of the primary entry point may import, besides itself. `client` and
// public-api.ts put everything together and may import all.
const layers = {
  errors: ['models'],
  policies: ['errors'],
  http: ['errors'],
  auth: ['errors', 'http'],
  interceptors: ['errors', 'http', 'policies', 'auth', 'observability'],
  pagination: ['errors', 'http', 'observability'],
  incremental: [
    ...['errors', 'policies', 'http', 'observability', 'models', 'filters', 'pagination', 'watch'],
  ],
  context: ['errors', 'http'],
  observability: ['errors', 'http'],
  models: [],
  filters: ['errors'],
  jobs: ['errors', 'policies', 'http', 'context', 'models'],
  validation: ['errors', 'http', 'observability', 'pagination', 'models'],
  watch: ['errors', 'policies', 'http', 'observability', 'pagination', 'models'],
  'study-schema': ['errors', 'http', 'models', 'validation'],
  writes: [
    ...['errors', 'policies', 'http', 'observability', 'filters', 'pagination', 'context', 'models', 'jobs'],
  ],
  resources: [
    ...['errors', 'http', 'observability', 'pagination', 'incremental', 'context', 'models', 'filters'],
    ...['jobs', 'validation', 'watch', 'study-schema', 'writes'],
  ],
  client: [
    ...['errors', 'policies', 'http', 'auth', 'interceptors', 'pagination', 'incremental', 'context'],
    ...['observability', 'models', 'filters', 'jobs', 'validation', 'watch', 'study-schema', 'writes'],
    'resources',
  ],
};

const directions = Object.entries(layers).map(([layer, mayImport]) => ({
  name: `layer-${layer}`,
  comment: `${layer}/ may import ${mayImport.join(', ') || 'no other folder'}`,
  severity: 'error',
  from: { path: `${sources}/${layer}/`, pathNot: spec },
  to: { path: `${sources}/`, pathNot: `${sources}/(${[layer, ...mayImport].join('|')})/` },
}));

// A spec stays within its layer too, but may come in from outside, through the public API or the
// client, and may read an HTTP answer to provoke an error.
const directionsOfSpecs = Object.entries(layers).map(([layer, mayImport]) => ({
  name: `layer-${layer}-specs`,
  comment: `specs of ${layer}/ may import what ${layer}/ may, client/, http/ and the public API`,
  severity: 'error',
  from: { path: `${sources}/${layer}/.*${spec}` },
  to: {
    path: `${sources}/`,
    pathNot: `${sources}/((${[layer, ...mayImport, 'client', 'http'].join('|')})/|public-api[.]ts$)`,
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...directions,
    ...directionsOfSpecs,
    {
      name: 'layer-unknown',
      comment: 'a new folder of src/ needs its place in the table of layers',
      severity: 'error',
      from: {
        path: `${sources}/`,
        pathNot: `${sources}/((${Object.keys(layers).join('|')})/|public-api[.]ts$)`,
      },
      to: {},
    },
    {
      name: 'axios-on-demand',
      comment: 'axios is loaded by who sends over one of its adapters, and by nobody else',
      severity: 'error',
      from: { path: `${library}/`, pathNot: [spec, specHelpers] },
      to: { path: 'node_modules/axios/', dependencyTypesNot: ['type-only', 'dynamic-import'] },
    },
    {
      name: 'axios-observable-in-http-only',
      severity: 'error',
      from: { pathNot: `${sources}/http/` },
      to: { path: 'node_modules/axios-observable/' },
    },
    {
      name: 'entry-points-by-package-name',
      comment: 'a relative import across entry points would be bundled twice',
      severity: 'error',
      from: { path: `${library}/([^/]+)/`, pathNot: `${library}/spec/` },
      to: {
        path: `${library}/`,
        pathNot: [`${library}/$1/`, `${library}/spec/`],
        dependencyTypesNot: ['aliased-tsconfig-paths'],
      },
    },
    {
      name: 'secondary-needs-primary-only',
      comment: 'secondary entry points see imednet-rx as any consumer does',
      severity: 'error',
      from: { path: `${library}/(?!src/|spec/|angular/)([^/]+)/`, pathNot: spec },
      to: { path: `${library}/`, pathNot: [`${library}/$1/`, `${sources}/public-api[.]ts$`] },
    },
    {
      name: 'angular-needs-primary-and-logging-only',
      comment: 'withJsonLogging() is the one that needs the latter; who does not use it does not bundle it',
      severity: 'error',
      from: { path: `${library}/angular/`, pathNot: spec },
      to: {
        path: `${library}/`,
        pathNot: [
          `${library}/angular/`,
          `${sources}/public-api[.]ts$`,
          `${library}/logging/src/public-api[.]ts$`,
        ],
      },
    },
    {
      name: 'primary-knows-no-other-entry-point',
      severity: 'error',
      from: { path: `${sources}/`, pathNot: spec },
      to: { path: `${library}/`, pathNot: `${sources}/(?!public-api[.]ts$)` },
    },
    {
      name: 'consumers-use-entry-points',
      comment: 'the dashboard, the simulator and the benchmark import imednet-rx or imednet-rx/* only',
      severity: 'error',
      from: { path: '^(src|bench|projects/simulator)/' },
      to: { path: `${library}/`, pathNot: entryPoints },
    },
    {
      name: 'consumers-use-package-names',
      severity: 'error',
      from: { path: '^(src|bench|projects/(?!imednet-rx/))' },
      to: { path: `${library}/`, dependencyTypesNot: ['aliased-tsconfig-paths'] },
    },
    {
      name: 'library-knows-no-consumer',
      severity: 'error',
      from: { path: `${library}/`, pathNot: [nodeSpec, `${library}/spec/node/`] },
      to: { path: '^(src|bench|projects/(?!imednet-rx/))' },
    },
    {
      name: 'dashboard-stays-apart',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(bench|projects/simulator)/' },
    },
    {
      name: 'no-node-builtins',
      comment: 'these entry points run in browsers',
      severity: 'error',
      from: { path: `${library}/(src|angular|logging|testing)/`, pathNot: nodeSpec },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'spec-helpers-for-specs',
      severity: 'error',
      from: { path: `${library}/`, pathNot: [spec, specHelpers] },
      to: { path: [`${library}/.*${specHelpers}`, `${library}/spec/`, spec] },
    },
    {
      name: 'angular-in-angular-only',
      severity: 'error',
      from: { path: '^(projects|bench)/', pathNot: `${library}/angular/` },
      to: { path: 'node_modules/@angular/' },
    },
    {
      name: 'schematics-by-their-api',
      comment: 'other folders of @schematics/angular come and go with its versions',
      severity: 'error',
      from: { path: `${library}/schematics/`, pathNot: nodeSpec },
      to: {
        path: 'node_modules/@schematics/angular/',
        pathNot: 'node_modules/@schematics/angular/utility/',
      },
    },
    {
      name: 'no-cycles',
      comment: 'in the built package, what is loaded on demand shares modules with what loads it',
      severity: 'error',
      from: { pathNot: '^dist/' },
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['[.]d[.]ts$', '[.]mjs$', spec] },
      to: {},
    },
    {
      name: 'declared',
      comment: 'what is imported must be in package.json',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'resolvable',
      comment: 'the benchmark measures the built package, which need not be there yet',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: 'dist/imednet-rx/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The library's own package.json leaves out what only its specs and the workspace need.
    combinedDependencies: true,
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.sources.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'require', 'node', 'default'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
