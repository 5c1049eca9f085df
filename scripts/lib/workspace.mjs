import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');
export const distPackage = join(root, 'dist/imednet-rx');

// The script behind a package's command. Started with `node`, it needs no shell, which the
// `.cmd` shims in node_modules/.bin would on Windows.
export async function binOf(packageName, command = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}
