import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { bundledPackages } from './bundled-packages.mjs';
import { redirectImports } from './redirect-imports.mjs';
import { root } from './workspace.mjs';

const vendoredFile = 'roarr.mjs';
const modules = {
  'roarr/dist/constants.js': 'src/constants.ts',
  'roarr/dist/factories/createLogger.js': 'src/factories/createLogger.ts',
};
const roarrFolder = dirname(createRequire(import.meta.url).resolve('roarr/package.json'));

// roarr is published as CommonJS, which makes the Angular CLI warn. Only what makes its lines is
// taken along, compiled from the TypeScript sources that come with it: its main module, in the form
// for Node as in the one for browsers, sets `globalThis.ROARR`, and the one for Node listens to the
// errors of stdout.
export async function vendorRoarr(fesmFolder) {
  const importers = await redirectImports(fesmFolder, Object.keys(modules), vendoredFile);
  if (importers.length === 0) return { importers, packages: [] };
  const { metafile } = await build({
    stdin: {
      contents: Object.values(modules)
        .map((file) => `export * from './${file}';`)
        .join('\n'),
      resolveDir: roarrFolder,
    },
    outfile: join(fesmFolder, vendoredFile),
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    sourcemap: true,
    metafile: true,
    tsconfigRaw: { compilerOptions: { target: 'ES2022', useDefineForClassFields: true } },
    banner: {
      js: '// roarr and what it needs, BSD-3-Clause and MIT licences: see ../THIRD-PARTY-NOTICES.txt',
    },
    logLevel: 'warning',
  });
  return { importers, packages: bundledPackages(metafile) };
}
