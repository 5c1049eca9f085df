import type { Readable } from 'node:stream';
import { Utf8Decoder } from './utf8-decoder';

/**
 * Collects a body, and gives it once as text.
 *
 * @param done - takes the text, and its size in bytes; not called behind `failed`
 * @param failed - takes the reason why the body is no text, e.g. that it is longer than a string can be
 */
export function readBody(
  body: Readable,
  done: (text: string, bytes: number) => void,
  failed: (error: unknown) => void,
): void {
  const decoder = new Utf8Decoder();
  let broken = false;
  const decode = <R>(step: () => R): R | undefined => {
    try {
      return broken ? undefined : step();
    } catch (error) {
      broken = true;
      failed(error);
      return undefined;
    }
  };
  body.on('data', (chunk: Buffer) => {
    decode(() => {
      decoder.write(chunk);
    });
  });
  body.on('end', () => {
    const text = decode(() => decoder.end());
    if (text !== undefined) done(text, decoder.bytes);
  });
}
