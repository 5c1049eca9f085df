import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { redirectImports } from './redirect-imports.mjs';
import { root } from './workspace.mjs';

const packageName = 'axios-observable';
const vendoredFile = 'axios-observable.mjs';

export const axiosObservableFolder = dirname(
  createRequire(import.meta.url).resolve(`${packageName}/package.json`),
);

// axios-observable is published as CommonJS, which would bring a second rxjs and a second axios
// into an application's bundle. Its TypeScript sources come with it, so they are compiled to a
// module of ours next to the library's.
//
// Only that module goes through esbuild, not the library: bundling rewrites `class ApiError` to
// `var ApiError = class _ApiError`, and users would read the odd name in logs and stack traces.
// As a module of its own it also stays tree-shakable: the static field initialisers of its class
// (`static defaults = axios.defaults`) count as side effects, but `"sideEffects": false` lets a
// bundler drop the module whole.
export async function vendorAxiosObservable(fesmFolder) {
  const importers = await redirectImports(fesmFolder, [packageName], vendoredFile);
  if (importers.length === 0) return importers;
  await build({
    entryPoints: [join(axiosObservableFolder, 'lib/index.ts')],
    outfile: join(fesmFolder, vendoredFile),
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    packages: 'external',
    platform: 'neutral',
    target: 'es2022',
    sourcemap: true,
    // Otherwise the tsconfig.json inside axios-observable (ES2015) decides.
    tsconfigRaw: { compilerOptions: { target: 'ES2022', useDefineForClassFields: true } },
    banner: { js: '// axios-observable, MIT licence: see ../THIRD-PARTY-NOTICES.txt' },
    logLevel: 'warning',
  });
  return importers;
}
