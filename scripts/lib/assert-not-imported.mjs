import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

export async function assertNotImported(packageName, distFolder) {
  const offenders = [
    ...(await modulesImporting(packageName, join(distFolder, 'fesm2022'))),
    ...(await declarationsNaming(packageName, distFolder)),
  ];
  if (offenders.length > 0) {
    throw new Error(
      `${packageName} must not be visible to consumers, but is imported by:\n  ${offenders.join('\n  ')}`,
    );
  }
}

async function modulesImporting(packageName, folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.mjs'));
  const { metafile } = await build({
    entryPoints: names.map((name) => join(folder, name)),
    outdir: join(folder, 'unused'),
    absWorkingDir: folder,
    bundle: true,
    format: 'esm',
    packages: 'external',
    platform: 'neutral',
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  return Object.entries(metafile.inputs)
    .filter(([, { imports }]) => imports.some(({ path }) => isWithin(path, packageName)))
    .map(([file]) => file);
}

async function declarationsNaming(packageName, folder) {
  const names = await readdir(folder, { recursive: true });
  const specifier = new RegExp(`(['"])${packageName}(/[^'"]*)?\\1`);
  const found = [];
  for (const name of names) {
    if (!/\.d\.[cm]?ts$/.test(name)) continue;
    if (specifier.test(await readFile(join(folder, name), 'utf8'))) found.push(name);
  }
  return found;
}

const isWithin = (path, packageName) => path === packageName || path.startsWith(`${packageName}/`);
