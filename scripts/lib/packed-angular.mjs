import assert from 'node:assert/strict';
import { cp, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { schema } from '@angular-devkit/core';
import { NodeWorkflow } from '@angular-devkit/schematics/tools/index.js';
import { lastValueFrom } from 'rxjs';
import { cleanNgBuild } from './clean-ng-build.mjs';
import { runBin } from './run.mjs';
import { root } from './workspace.mjs';

const keys = { IMEDNET_API_KEY: 'canary-api-key', IMEDNET_SECURITY_KEY: 'canary-security-key' };
const env = { ...keys, NG_CLI_ANALYTICS: 'false', NG_FORCE_TTY: 'false' };

// Makes a new Angular application, adds the packed library to it by its schematic, and builds it.
export async function packedAngularApplication(folder) {
  await newApplication(folder);
  const app = join(folder, 'app');
  await linkPackages(app, join(folder, 'node_modules/imednet-rx'));

  const refusal = await ng(app, 'g', 'imednet-rx:ng-add', '--api-key=x').catch(({ output }) => output);
  assert.match(refusal, /Keys are not accepted here/);

  const created = await ng(app, 'g', 'imednet-rx:ng-add');
  assert.match(created, /CREATE src\/proxy\.conf\.mjs/);
  assert.match(await readFile(join(app, 'src/app/app.config.ts'), 'utf8'), /provideImednet\(/);
  assert.match(await ng(app, 'g', 'imednet-rx:ng-add'), /Nothing to be done/);

  await cleanNgBuild([], { cwd: app, env });
  const built = await textsIn(join(app, 'dist/app/browser'));
  assert.ok(built.some((text) => text.includes('imednet-rx')));
  for (const key of Object.values(keys)) assert.ok(!built.some((text) => text.includes(key)));
}

// What `ng new app` does; the command itself refuses to run, as the CLI lies inside this workspace.
async function newApplication(folder) {
  const workflow = new NodeWorkflow(folder, { resolvePaths: [root], schemaValidation: true });
  workflow.registry.addPostTransform(schema.transforms.addUndefinedDefaults);
  const { version } = JSON.parse(
    await readFile(join(root, 'node_modules/@angular/cli/package.json'), 'utf8'),
  );
  const options = { name: 'app', version, style: 'css', ssr: false, skipGit: true, skipInstall: true };
  await lastValueFrom(workflow.execute({ collection: '@schematics/angular', schematic: 'ng-new', options }));
}

function ng(cwd, ...args) {
  return runBin('@angular/cli', args, { command: 'ng', cwd, env, quiet: true });
}

// Everything that the application needs is installed already; only the library has to be what was packed.
async function linkPackages(app, library) {
  const modules = join(app, 'node_modules');
  await mkdir(modules);
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (!name.startsWith('.')) await symlink(join(root, 'node_modules', name), join(modules, name));
  }
  await cp(library, join(modules, 'imednet-rx'), { recursive: true });
}

async function textsIn(folder) {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => /\.(js|html|css)$/.test(name));
  return Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
}
