import type { Readable } from 'node:stream';
import { BodyText } from './body-text';
import type { ScratchBuffers } from './scratch-buffers';

/**
 * Collects a body, and gives it once as text.
 *
 * @param scratch - memory for it while it comes
 * @param done - takes the text, and its size in bytes; not called behind `failed`
 * @param failed - takes the reason why the body is no text, e.g. that it is longer than a string can be
 */
export function readBody(
  body: Readable,
  scratch: ScratchBuffers,
  done: (text: string, bytes: number) => void,
  failed: (error: unknown) => void,
): void {
  const collected = new BodyText(scratch);
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
      collected.write(chunk);
    });
  });
  body.on('end', () => {
    const text = decode(() => collected.end());
    if (text !== undefined) done(text, collected.bytes);
  });
}
