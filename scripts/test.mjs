import { runBrowserSpecs } from './lib/browser-specs.mjs';
import { buildDashboard } from './lib/build-dashboard.mjs';
import { runE2eSpecs } from './lib/e2e-specs.mjs';
import { runNodeSpecs } from './lib/node-specs.mjs';
import { checkPublicApi } from './lib/public-api.mjs';
import { run, runBin } from './lib/run.mjs';
import { createStepRunner } from './lib/step-runner.mjs';
import { typecheck } from './lib/typecheck.mjs';

const script = (name) => run(process.execPath, [`scripts/${name}.mjs`]).then(() => undefined);
const bin = (...args) => runBin(...args).then(() => undefined);

const steps = [
  ['lint', () => bin('eslint', ['.', '--max-warnings', '0'])],
  ['format', () => bin('prettier', ['--check', '.'])],
  ['typecheck', typecheck],
  [
    'layers',
    () =>
      bin('dependency-cruiser', ['--config', '.dependency-cruiser.cjs', 'projects', 'src', 'bench'], {
        command: 'depcruise',
      }),
  ],
  ['build', () => script('build')],
  ['budget', () => script('bundle-budget'), { needs: ['build'] }],
  ['api', checkPublicApi, { needs: ['build'] }],
  ['node', runNodeSpecs],
  ['browser', runBrowserSpecs],
  ['dashboard', buildDashboard, { needs: ['build'] }],
  ['e2e', runE2eSpecs, { needs: ['dashboard'] }],
  ['tarball', () => script('tarball-test'), { needs: ['build'] }],
];

// `npm test -- lint layers` runs only these.
const chosen = process.argv.slice(2);
const names = steps.map(([name]) => name);
const unknown = chosen.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  process.exit(1);
}

const runner = createStepRunner();
for (const [name, body, options] of steps) {
  if (chosen.length === 0 || chosen.includes(name)) await runner.step(name, body, options);
}
if (!runner.summary()) process.exitCode = 1;
