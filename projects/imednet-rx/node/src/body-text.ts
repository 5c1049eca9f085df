import { isAscii } from 'node:buffer';
import type { ScratchBuffers } from './scratch-buffers';

const BYTE_ORDER_MARK = 0xfeff;

/** Collects the bytes of one body, and decodes them in one piece, since a character may be split across chunks. */
export class BodyText {
  readonly #scratch: ScratchBuffers;
  #buffer: Buffer | undefined;
  #length = 0;

  constructor(scratch: ScratchBuffers) {
    this.#scratch = scratch;
  }

  /** Bytes that were written. */
  get bytes(): number {
    return this.#length;
  }

  write(chunk: Buffer): void {
    const needed = this.#length + chunk.length;
    let buffer = this.#buffer ?? this.#scratch.take();
    if (needed > buffer.length) buffer = this.#scratch.grow(buffer, this.#length, needed);
    buffer.set(chunk, this.#length);
    this.#buffer = buffer;
    this.#length = needed;
  }

  /**
   * The whole text, without a byte order mark.
   *
   * JSON is mostly ASCII, whose bytes are its characters: copying them takes a fraction of the time of decoding.
   */
  end(): string {
    const buffer = this.#buffer;
    if (buffer === undefined) return '';
    this.#buffer = undefined;
    const bytes = buffer.subarray(0, this.#length);
    const text = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
    this.#scratch.giveBack(buffer);
    return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
  }
}
