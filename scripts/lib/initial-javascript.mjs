import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

// Bytes over the wire of the scripts that a page loads before it shows anything.
export async function initialJavascript(folder) {
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  const names = new Set(
    [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, name]) => name.replace(/^\//, '')),
  );
  if (names.size === 0) throw new Error('index.html names no script');
  const sizes = await Promise.all([...names].map((name) => compressedSize(join(folder, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function compressedSize(file) {
  return gzipSync(await readFile(file), { level: 9 }).length;
}
