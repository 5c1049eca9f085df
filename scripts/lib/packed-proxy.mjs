import assert from 'node:assert/strict';
import { join } from 'node:path';
import { build } from 'esbuild';
import { run } from './run.mjs';

// Whoever only sends requests from Node does not pay for the proxy, neither in a bundle nor when it starts.
export async function nodeAdapterWithoutProxy(folder) {
  const contents = "export { nodeAdapter } from 'imednet-rx/node';";
  const { metafile } = await build({
    stdin: { contents, resolveDir: folder },
    ...{ bundle: true, format: 'esm', platform: 'node', metafile: true, write: false, logLevel: 'error' },
    outfile: 'unused.mjs',
  });
  const [output] = Object.values(metafile.outputs);
  const bytesOf = (name) =>
    Object.entries(output.inputs)
      .filter(([file]) => file.includes(`/node_modules/${name}/`))
      .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
  assert.ok(bytesOf('undici') > 0);
  assert.deepEqual(['httpxy', 'rate-limiter-flexible'].map(bytesOf), [0, 0]);
}

// Parts of a bundle that are loaded on demand, as Angular's build of a server makes them: of a CommonJS package they
// have a default only.
export async function bundledProxy(folder) {
  const outdir = join(folder, 'bundled');
  await build({
    entryPoints: [join(folder, 'proxy.mjs')],
    ...{ bundle: true, splitting: true, format: 'esm', platform: 'node', logLevel: 'error' },
    banner: {
      js: "import { createRequire } from 'node:module'; globalThis.require ??= createRequire(import.meta.url);",
    },
    outExtension: { '.js': '.mjs' },
    outdir,
  });
  await run(process.execPath, [join(outdir, 'proxy.mjs')], { cwd: folder });
}
