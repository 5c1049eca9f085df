import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

// Folders of a package below node_modules, at any depth.
export async function installedCopies(folder, name) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
    .filter((path) => path.endsWith(`/node_modules/${name}`));
}
