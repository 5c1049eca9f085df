import type { Readable } from 'node:stream';

/**
 * Collects a body, and gives it once as text.
 *
 * @param done - takes the text
 * @param failed - takes the reason why the body is no text, e.g. that it is longer than a string can be
 */
export function readBody(
  body: Readable,
  done: (text: string) => void,
  failed: (error: unknown) => void,
): void {
  const chunks: Buffer[] = [];
  body.on('data', (chunk: Buffer) => chunks.push(chunk));
  body.on('end', () => {
    let text: string;
    try {
      text = toText(chunks);
    } catch (error) {
      failed(error);
      return;
    }
    done(text);
  });
}

/** Decoded in one piece, since a character may be split across chunks. */
function toText(chunks: readonly Buffer[]): string {
  const [first, second] = chunks;
  const text = (first && !second ? first : Buffer.concat(chunks)).toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
