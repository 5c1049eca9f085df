import type { Transform } from 'node:stream';
import { BodyText, type TextFormat } from './body-text';
import type { ScratchBuffers } from './scratch-buffers';

/** Who waits for a body. */
export interface BodyListener {
  /** Receives the text, `undefined` when the bytes are not text in their charset, and its size in bytes. */
  whole(text: string | undefined, bytes: number): void;
  /** Called when the body exceeds its limit. */
  tooLarge(): void;
  /** Takes the reason why the body is no text, e.g. that it is longer than a string can be. */
  broken(error: unknown): void;
}

/** What is accepted as a body. */
export interface BodyFormat extends TextFormat {
  /** Largest size in bytes after decompression. */
  readonly maxBytes: number;
}

/** Collects a body that comes in chunks, without its compression, and gives it once as text. */
export class BodyReader {
  readonly #listener: BodyListener;
  readonly #text: BodyText;
  readonly #decoder: Transform | undefined;
  readonly #maxBytes: number;
  #begun = false;

  /**
   * @param listener - told once how it ends
   * @param scratch - memory for it while it comes
   * @param format - its largest size and its charset
   * @param decoder - undoes its compression
   */
  constructor(listener: BodyListener, scratch: ScratchBuffers, format: BodyFormat, decoder?: Transform) {
    this.#listener = listener;
    this.#text = new BodyText(scratch, format);
    this.#maxBytes = format.maxBytes;
    this.#decoder = decoder;
    decoder?.on('data', (chunk: Buffer) => {
      this.#collect(chunk);
    });
    decoder?.on('end', () => {
      this.#finish();
    });
    decoder?.on('error', (error) => {
      listener.broken(error);
    });
  }

  /**
   * @param chunk - the next part of the body, as it was sent
   * @param drained - called when more may come, where it may not at once
   * @returns whether more may come at once
   */
  write(chunk: Buffer, drained: () => void): boolean {
    this.#begun = true;
    if (!this.#decoder) {
      this.#collect(chunk);
      return true;
    }
    const ready = this.#decoder.write(chunk);
    if (!ready) this.#decoder.once('drain', drained);
    return ready;
  }

  /** The body has come in whole. */
  end(): void {
    // A 204 may tell of compression, but no decoder takes nothing at all for a whole body.
    if (this.#decoder && this.#begun) this.#decoder.end();
    else this.#finish();
  }

  /** Nobody waits for it any more. */
  destroy(): void {
    this.#decoder?.destroy();
  }

  #collect(chunk: Buffer): void {
    if (this.#text.bytes + chunk.length > this.#maxBytes) {
      this.#listener.tooLarge();
      return;
    }
    try {
      this.#text.write(chunk);
    } catch (error) {
      this.#listener.broken(error);
    }
  }

  #finish(): void {
    let text: string | undefined;
    try {
      text = this.#text.end();
    } catch (error) {
      this.#listener.broken(error);
      return;
    }
    this.#listener.whole(text, this.#text.bytes);
  }
}
