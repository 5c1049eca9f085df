import type { LogLevel } from 'imednet-rx';
import type { LineWriter } from './line-writer';

/** Hands a line on; one that can't be made or written is dropped, whether the writer throws or rejects. */
export function writeSafely(write: LineWriter, level: LogLevel, lineOf: () => string | undefined): void {
  try {
    const line = lineOf();
    if (line === undefined) return;
    const written = write(line, level);
    // Nobody waits for an asynchronous writer, and in Node a rejection that nobody handles ends the process.
    if (isThenable(written)) written.then(undefined, () => undefined);
  } catch {
    // A log must never break a request.
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as Partial<PromiseLike<unknown>> | null | undefined)?.then === 'function';
}
