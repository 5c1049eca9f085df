import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

// Lets the modules of a folder import a file beside them instead of packages. Returns their names.
export async function redirectImports(folder, specifiers, file) {
  const importOfPackage = new RegExp(
    `^((?:import|export)\\b[^;'"]*)(['"])(?:${pattern(specifiers)})\\2;`,
    'gm',
  );
  const importers = [];
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.mjs')) continue;
    const path = join(folder, name);
    const source = await readFile(path, 'utf8');
    const redirected = source.replace(importOfPackage, `$1$2./${file}$2;`);
    if (redirected === source) continue;
    await writeFile(path, redirected);
    importers.push(name);
  }
  return importers;
}

const pattern = (specifiers) => specifiers.map((specifier) => specifier.replaceAll('.', '[.]')).join('|');
