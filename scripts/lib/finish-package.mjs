import { existsSync } from 'node:fs';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './workspace.mjs';

export async function removeDependency(packageName, distFolder) {
  await rewriteManifest(distFolder, (manifest) => delete manifest.dependencies?.[packageName]);
}

async function rewriteManifest(distFolder, change) {
  const file = join(distFolder, 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  change(manifest);
  await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);
}

// TypeScript takes the first condition that fits, and the ones from our own package.json come first.
export async function putTypesFirst(distFolder) {
  await rewriteManifest(distFolder, (manifest) => {
    for (const [path, { types, ...others }] of Object.entries(manifest.exports)) {
      if (types) manifest.exports[path] = { types, ...others };
    }
  });
}

export async function writeNotices(distFolder, packageFolders) {
  const notices = await Promise.all(packageFolders.map(notice));
  const intro = 'imednet-rx contains code of the following packages.\n';
  await writeFile(join(distFolder, 'THIRD-PARTY-NOTICES.txt'), [intro, ...notices].join('\n'));
}

async function notice(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const text = await readFile(join(folder, 'LICENSE'), 'utf8');
  const heading = `${name} ${version} (${license})`;
  return `${heading}\n${'-'.repeat(heading.length)}\n\n${text.trim()}\n`;
}

export async function copyDocuments(distFolder) {
  for (const name of ['README.md', 'LICENSE', 'CHANGELOG.md']) {
    const source = join(root, name);
    if (existsSync(source)) await copyFile(source, join(distFolder, name));
  }
}
