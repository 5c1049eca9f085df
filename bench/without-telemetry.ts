import { relative, resolve } from 'node:path';
import type { Metafile, Plugin } from 'esbuild';
import { TELEMETRY_STUBS } from './telemetry-stubs';

/** Part of the public API, so it is there with and without. */
const ALLOWED: ReadonlySet<string> = new Set(['observability/default-logger.ts']);

/**
 * Takes the instrumentation out of a bundle of the library.
 *
 * The build fails when a module to be replaced is not there, or when anything that observes is left: a file
 * with a new name must not turn into a measurement of nothing.
 *
 * @param sources - folder of the library's sources
 */
export function withoutTelemetry(sources: string): Plugin {
  return {
    name: 'without-telemetry',
    setup(build) {
      const missing = new Set(Object.keys(TELEMETRY_STUBS));
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const file = relative(sources, path);
        const contents = TELEMETRY_STUBS[file];
        if (contents === undefined) return undefined;
        missing.delete(file);
        return { contents, loader: 'js' };
      });
      build.onEnd(({ metafile }) => ({
        errors: [
          ...[...missing].map((file) => ({ text: `${file} was to be replaced, and is not in the bundle.` })),
          ...leftovers(metafile, sources).map((left) => ({ text: `${left} was to be left out.` })),
        ],
      }));
    },
  };
}

function leftovers(metafile: Metafile | undefined, sources: string): string[] {
  const outputs = Object.values(metafile?.outputs ?? {});
  const observing = outputs
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => relative(sources, resolve(path)))
    .filter((file) => file.startsWith('observability/') && !ALLOWED.has(file) && !(file in TELEMETRY_STUBS));
  const imported = outputs
    .flatMap(({ imports }) => imports.map(({ path }) => path))
    .filter((path) => path.startsWith('@opentelemetry/'));
  return [...new Set([...observing, ...imported])];
}
