import { isAscii, isUtf8 } from 'node:buffer';
import { decodeResponseText } from 'imednet-rx';
import type { ScratchBuffers } from './scratch-buffers';

const BYTE_ORDER_MARK = 0xfeff;

/** How the bytes of a body become text. */
export interface TextFormat {
  /** Value of the header `content-type`; its charset counts, UTF-8 by default. */
  readonly contentType?: string | undefined;
  /** Whether bytes that are invalid in the charset are an error rather than replaced; `true` by default. */
  readonly strict?: boolean;
}

/** Collects the bytes of one body, and decodes them in one piece, since a character may be split across chunks. */
export class BodyText {
  readonly #scratch: ScratchBuffers;
  readonly #format: TextFormat;
  #buffer: Buffer | undefined;
  #length = 0;

  constructor(scratch: ScratchBuffers, format: TextFormat = {}) {
    this.#scratch = scratch;
    this.#format = format;
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
   * The whole text, without a byte order mark; `undefined` when the bytes are not text in their charset.
   *
   * JSON is mostly ASCII, whose bytes are its characters: copying them takes a fraction of the time of decoding.
   */
  end(): string | undefined {
    const buffer = this.#buffer;
    if (buffer === undefined) return '';
    this.#buffer = undefined;
    const text = decode(buffer.subarray(0, this.#length), this.#format);
    this.#scratch.giveBack(buffer);
    return text;
  }
}

function decode(bytes: Buffer, { contentType = '', strict = true }: TextFormat): string | undefined {
  if (isUtf8Declared(contentType)) {
    if (isAscii(bytes)) return bytes.toString('latin1');
    if (isUtf8(bytes)) {
      const text = bytes.toString('utf8');
      return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
    }
  }
  return decodeResponseText(bytes, contentType, strict);
}

function isUtf8Declared(contentType: string): boolean {
  return (
    !/charset/i.test(contentType) || /^[^;,"]*;\s*charset\s*=\s*(utf-?8|"utf-?8")\s*$/i.test(contentType)
  );
}
