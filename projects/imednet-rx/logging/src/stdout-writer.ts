import type { LineWriter } from './line-writer';

/** What is needed of Node's `process.stdout`. */
export interface Stdout {
  write(text: string, done: (error?: Error | null) => void): unknown;
  once(event: 'error', listener: () => void): unknown;
}

/**
 * Writes to stdout, and ignores that its reader is gone (EPIPE), which would end the process.
 *
 * Only what becomes of its own lines is ignored: a failure is told first to the line, then to all listeners. A
 * worker thread's lines fail in the main thread, where Node writes them, out of reach.
 */
export function stdoutWriter(stdout: Stdout): LineWriter {
  let isIgnoring = false;
  const done = (error?: Error | null): void => {
    if (!error || isIgnoring) return;
    isIgnoring = true;
    stdout.once('error', () => {
      isIgnoring = false;
    });
  };
  return (line) => stdout.write(`${line}\n`, done);
}
