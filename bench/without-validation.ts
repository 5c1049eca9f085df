import { relative } from 'node:path';
import type { Plugin } from 'esbuild';

/** What stands in for each module that decides about items: they are given as they come. */
const STUBS: Readonly<Record<string, string>> = {
  'validation/reading-options.ts': 'export const planReading = () => undefined;',
  'validation/with-reading.ts':
    'export const withReading = (_resource, _plan, _client, run) => run(undefined);',
};

/**
 * Takes what checks and converts items out of a bundle of the library; the build fails when it is not there.
 *
 * @param sources - folder of the library's sources
 */
export function withoutValidation(sources: string): Plugin {
  return {
    name: 'without-validation',
    setup(build) {
      const missing = new Set(Object.keys(STUBS));
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const file = relative(sources, path);
        const contents = STUBS[file];
        if (contents === undefined) return undefined;
        missing.delete(file);
        return { contents, loader: 'js' };
      });
      build.onEnd(() => ({
        errors: [...missing].map((file) => ({
          text: `${file} was to be replaced, and is not in the bundle.`,
        })),
      }));
    },
  };
}
