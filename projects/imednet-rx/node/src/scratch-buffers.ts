/** What one body may take before its memory is given back rather than kept. */
const MAX_KEPT_BYTES = 4 * 2 ** 20;
/** Buffers that are kept while nobody uses them. */
const MAX_KEPT = 8;
const FIRST_BYTES = 2 ** 18;

/**
 * Memory for bodies on their way, used again for one after the other.
 *
 * A fresh buffer for each body is garbage that V8 does not see before it collects its own: with large pages
 * the process grows, and the system clears the memory each time.
 */
export class ScratchBuffers {
  readonly #free: Buffer[] = [];

  take(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(FIRST_BYTES);
  }

  giveBack(buffer: Buffer): void {
    if (buffer.length <= MAX_KEPT_BYTES && this.#free.length < MAX_KEPT) this.#free.push(buffer);
  }

  /** A larger buffer with the same beginning; the old one is gone. */
  grow(buffer: Buffer, length: number, needed: number): Buffer {
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, buffer.length * 2));
    buffer.copy(larger, 0, 0, length);
    return larger;
  }
}
