import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { redirectImports } from './redirect-imports.mjs';
import { root } from './workspace.mjs';

const packageName = 'axios-observable';
const specifier = `${packageName}/dist/create-observable.js`;
const vendoredFile = 'axios-observable.mjs';

export const axiosObservableFolder = dirname(
  createRequire(import.meta.url).resolve(`${packageName}/package.json`),
);

// axios-observable is published as CommonJS, which would bring a second rxjs into an application's
// bundle. Its TypeScript sources come with it, so what is used of them is compiled to a module of
// ours next to the library's: the function that makes the Observable, and not the class around it,
// whose static fields (`static defaults = axios.defaults`) need all of axios.
//
// Only that module goes through esbuild, not the library: bundling rewrites `class ApiError` to
// `var ApiError = class _ApiError`, and users would read the odd name in logs and stack traces.
export async function vendorAxiosObservable(fesmFolder) {
  const importers = await redirectImports(fesmFolder, [specifier], vendoredFile);
  if (importers.length === 0) return importers;
  await build({
    entryPoints: [join(axiosObservableFolder, 'lib/create-observable.ts')],
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
