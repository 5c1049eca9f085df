import type { Transform } from 'node:stream';
import { BodyText } from './body-text';
import type { ScratchBuffers } from './scratch-buffers';

/** Who waits for a body. */
export interface BodyListener {
  /** Takes the text, and its size in bytes. */
  whole(text: string, bytes: number): void;
  /** Takes the reason why the body is no text, e.g. that it is longer than a string can be. */
  broken(error: unknown): void;
}

/** Collects a body that comes in chunks, without its compression, and gives it once as text. */
export class BodyReader {
  readonly #listener: BodyListener;
  readonly #text: BodyText;
  readonly #decoder: Transform | undefined;
  #begun = false;

  /**
   * @param listener - told once how it ends
   * @param scratch - memory for it while it comes
   * @param decoder - undoes its compression
   */
  constructor(listener: BodyListener, scratch: ScratchBuffers, decoder?: Transform) {
    this.#listener = listener;
    this.#text = new BodyText(scratch);
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
    try {
      this.#text.write(chunk);
    } catch (error) {
      this.#listener.broken(error);
    }
  }

  #finish(): void {
    let text: string;
    try {
      text = this.#text.end();
    } catch (error) {
      this.#listener.broken(error);
      return;
    }
    this.#listener.whole(text, this.#text.bytes);
  }
}
