import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Page } from 'imednet-rx';

/**
 * Writes the items of all pages to a file, one JSON object a line.
 *
 * The file appears under its name when it is complete and on the disk; a run that fails or is stopped
 * leaves no half of it behind.
 */
export async function writeNdjson<T>(
  pages: AsyncIterable<Page<T>>,
  file: string,
  signal: AbortSignal,
): Promise<void> {
  const partial = `${file}.partial`;
  await mkdir(dirname(file), { recursive: true });
  try {
    // The next page is asked for only when the file has taken the one before.
    await pipeline(pages, toLines<T>, createWriteStream(partial, { flush: true }), { signal });
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function* toLines<T>(pages: AsyncIterable<Page<T>>): AsyncGenerator<string> {
  for await (const { items } of pages) {
    if (items.length > 0) yield items.map((item) => `${JSON.stringify(item)}\n`).join('');
  }
}
