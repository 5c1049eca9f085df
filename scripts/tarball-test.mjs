import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installedCopies } from './lib/installed-packages.mjs';
import { npm } from './lib/npm.mjs';
import { linesInChromium, linesOnStdout, primaryWithoutRoarr } from './lib/packed-logging.mjs';
import { packedAngularApplication } from './lib/packed-angular.mjs';
import { bundledProxy, nodeAdapterWithoutProxy } from './lib/packed-proxy.mjs';
import { run, runBin } from './lib/run.mjs';
import { distPackage, root } from './lib/workspace.mjs';

const folder = await mkdtemp(join(tmpdir(), 'imednet-rx-tarball-'));
try {
  await install();
  await assertCopies();
  await cp(join(root, 'scripts/tarball'), folder, { recursive: true });
  await check('main thread', () => run(process.execPath, ['consumer.mjs'], { cwd: folder }));
  await check('worker thread', () =>
    run(process.execPath, ['in-worker.mjs', './consumer.mjs'], { cwd: folder }),
  );
  await check('JSON lines, main thread', () => linesOnStdout(folder, ['json-lines.mjs']));
  await check('JSON lines, worker thread', () =>
    linesOnStdout(folder, ['in-worker.mjs', './json-lines.mjs']),
  );
  await check('JSON lines, bundled for Chromium', () => linesInChromium(folder));
  await check('no roarr in imednet-rx itself', () => primaryWithoutRoarr(folder));
  await check('proxy', () => run(process.execPath, ['proxy.mjs'], { cwd: folder }));
  await check('proxy, bundled', () => bundledProxy(folder));
  await check('no proxy beside nodeAdapter', () => nodeAdapterWithoutProxy(folder));
  await check('types, moduleResolution bundler', () => typecheck('preserve', 'bundler'));
  await check('types, moduleResolution node16', () => typecheck('node16', 'node16'));
  await check('publint', () => runBin('publint', ['run', distPackage, '--strict']));
  await check('ng add in a new application', () => packedAngularApplication(folder));
} catch (error) {
  console.error(error.output ? `${error.message}\n${error.output}` : error.message);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function check(name, body) {
  console.log(`> ${name}`);
  await body();
}

async function install() {
  const { devDependencies, dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const packed = await npm(['pack', distPackage, '--json', '--pack-destination', folder], { cwd: folder });
  const { filename, size, entryCount } = Object.values(JSON.parse(packed))[0];
  console.log(`> packed ${filename}: ${entryCount} files, ${(size / 1000).toFixed(1)} kB`);
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await npm(
    [
      'install',
      `./${filename}`,
      `rxjs@${dependencies.rxjs}`,
      `@faker-js/faker@${devDependencies['@faker-js/faker']}`,
      ...['--prefer-offline', '--no-audit', '--no-fund'],
    ],
    { cwd: folder },
  );
}

async function assertCopies() {
  const expected = { '@angular': 0, 'axios-observable': 0, roarr: 0, rxjs: 1, axios: 1 };
  const wrong = [];
  for (const [name, count] of Object.entries(expected)) {
    const copies = await installedCopies(folder, name);
    if (copies.length !== count) wrong.push(`${name}: ${copies.length} copies instead of ${count}`);
  }
  if (wrong.length > 0) throw new Error(`The installed package brings:\n  ${wrong.join('\n  ')}`);
}

function typecheck(module, moduleResolution) {
  const options = ['-p', 'tsconfig.json', '--module', module, '--moduleResolution', moduleResolution];
  return runBin('typescript', options, { command: 'tsc', cwd: folder });
}
