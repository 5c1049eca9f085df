import assert from 'node:assert/strict';
import { build } from 'esbuild';

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
