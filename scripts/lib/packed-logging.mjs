import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { findChromium } from './find-chromium.mjs';
import { run } from './run.mjs';

// What one failed request and its repetition are told by.
const expected = [
  ['warn', 'request failed'],
  ['info', 'request is sent again'],
];
const levels = { 30: 'info', 40: 'warn' };

// Neither variable may switch the lines off, nor double them.
export async function linesOnStdout(folder, args) {
  for (const ROARR_LOG of ['', 'true']) {
    const out = await run(process.execPath, args, { cwd: folder, env: { ROARR_LOG }, capture: true });
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map(({ context, message }) => [levels[context.logLevel], message]),
      expected,
    );
    assert.ok(lines.every(({ context }) => context.package === 'imednet-rx'));
  }
}

export async function linesInChromium(folder) {
  const script = join(folder, 'page.js');
  const inputs = await bundled({ entryPoints: [join(folder, 'page.mjs')], outfile: script });
  // The Angular CLI warns of each of these.
  assert.deepEqual(
    Object.keys(inputs).filter((file) => inputs[file].format === 'cjs'),
    [],
  );
  const page = join(folder, 'page.html');
  await writeFile(page, '<!doctype html><title>nothing</title><script type="module" src="page.js"></script>');
  // A page from a file may load modules only where it may read files.
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--allow-file-access-from-files'];
  const budget = ['--virtual-time-budget=10000', '--dump-dom', pathToFileURL(page).href];
  const dom = await run(await findChromium(), [...flags, ...budget], { quiet: true });
  const title = /<title>(.*)<\/title>/.exec(dom)?.[1];
  assert.equal(title, JSON.stringify({ calls: expected, roarr: false }));
}

export async function primaryWithoutRoarr(folder) {
  const contents = "export * from 'imednet-rx';";
  const inputs = await bundled({ stdin: { contents, resolveDir: folder }, write: false });
  assert.ok(Object.keys(inputs).some((file) => file.endsWith('/imednet-rx.mjs')));
  assert.ok(!Object.keys(inputs).some((file) => file.endsWith('/roarr.mjs')));
}

async function bundled(options) {
  const { metafile, warnings } = await build({
    ...{ bundle: true, format: 'esm', platform: 'browser', target: 'es2022', metafile: true },
    ...{ logLevel: 'error', ...options },
  });
  assert.deepEqual(warnings, []);
  return metafile.inputs;
}
