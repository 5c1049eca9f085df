import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Prepared } from './scenarios/scenario';
import { withoutTelemetry } from './without-telemetry';
import { withoutValidation } from './without-validation';

const ROOT = join(import.meta.dirname, '..');
const LIBRARY = join(ROOT, 'projects/imednet-rx');
const SOURCES = join(LIBRARY, 'src');
const PUBLIC_API = join(SOURCES, 'public-api.ts');

/** What contenders need of the library. */
const CLIENT = `export { createImednet } from '${PUBLIC_API}';
  export { nodeAdapter } from '${LIBRARY}/node/src/public-api.ts';`;
const LOGGING = `export { configureJsonLogging } from '${LIBRARY}/logging/src/public-api.ts';`;

/**
 * Bundles the library from its sources, in the same way with and without what observes, so that nothing else
 * differs.
 *
 * @returns the folder, for the contenders: `bare.mjs`, `instrumented.mjs` and `logging.mjs`
 */
export function bundleLibrary(): Promise<Prepared> {
  return bundled(async (bundles) => {
    await bundle(CLIENT, join(bundles, 'bare.mjs'), [withoutTelemetry(SOURCES)]);
    await bundle(CLIENT, join(bundles, 'instrumented.mjs'));
    await bundle(LOGGING, join(bundles, 'logging.mjs'));
  });
}

/**
 * Bundles the library with and without what checks and converts items.
 *
 * @returns the folder, for the contenders: `unchecked.mjs` and `instrumented.mjs`
 */
export function bundleWithoutValidation(): Promise<Prepared> {
  return bundled(async (bundles) => {
    await bundle(CLIENT, join(bundles, 'unchecked.mjs'), [withoutValidation(SOURCES)]);
    await bundle(CLIENT, join(bundles, 'instrumented.mjs'));
  });
}

async function bundled(write: (bundles: string) => Promise<void>): Promise<Prepared> {
  // Inside the workspace, where Node finds the packages that are imported.
  const cache = join(ROOT, '.cache');
  await mkdir(cache, { recursive: true });
  const bundles = await mkdtemp(join(cache, 'bench-'));
  const remove = (): Promise<void> => rm(bundles, { recursive: true });
  try {
    await write(bundles);
  } catch (error) {
    await remove();
    throw error;
  }
  return { options: { bundles }, remove };
}

async function bundle(contents: string, outfile: string, plugins: Plugin[] = []): Promise<void> {
  await build({
    stdin: { contents, resolveDir: ROOT },
    outfile,
    plugins,
    ...{ absWorkingDir: ROOT, bundle: true, metafile: true, format: 'esm', platform: 'node' },
    packages: 'external',
    alias: { 'imednet-rx': PUBLIC_API, 'axios-observable/dist/create-observable.js': axiosObservable() },
    // Like the package's own build, and not by the paths of the workspace.
    ...{ target: 'es2022', tsconfigRaw: { compilerOptions: { useDefineForClassFields: true } } },
    logLevel: 'silent',
  });
}

/** Its sources: what it publishes is CommonJS, and would load RxJS and axios a second time. */
function axiosObservable(): string {
  const { resolve } = createRequire(import.meta.url);
  return join(dirname(resolve('axios-observable/package.json')), 'lib/create-observable.ts');
}
