import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runBin } from './run.mjs';
import { root } from './workspace.mjs';

const sources = join(root, 'projects/imednet-rx/schematics');

// ng-packagr knows nothing of schematics. They are CommonJS, as the Angular CLI loads them, inside a
// package of ES modules.
export async function buildSchematics(distFolder) {
  const target = join(distFolder, 'schematics');
  await runBin('typescript', ['-p', join(sources, 'tsconfig.json'), '--outDir', target], { command: 'tsc' });
  for (const path of ['collection.json', 'migrations.json', 'ng-add/schema.json', 'ng-add/files']) {
    await cp(join(sources, path), join(target, path), { recursive: true });
  }
  await writeFile(join(target, 'package.json'), `${JSON.stringify({ type: 'commonjs' }, null, 2)}\n`);
}
