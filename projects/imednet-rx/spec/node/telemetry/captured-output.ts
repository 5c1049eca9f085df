/** What the process writes, while it is captured, `console` included. */
export class CapturedOutput {
  #text = '';
  readonly #streams = [process.stdout, process.stderr].map(
    (stream) => [stream, Object.getOwnPropertyDescriptor(stream, 'write')] as const,
  );

  constructor() {
    for (const [stream] of this.#streams) {
      Object.defineProperty(stream, 'write', { value: this.#write, configurable: true });
    }
  }

  get text(): string {
    return this.#text;
  }

  /** Lets the process write again. */
  release(): void {
    for (const [stream, own] of this.#streams) {
      if (own) Object.defineProperty(stream, 'write', own);
      else Reflect.deleteProperty(stream, 'write');
    }
  }

  readonly #write = (chunk: Uint8Array | string, ...rest: readonly (string | (() => void))[]): boolean => {
    this.#text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    for (const done of rest) if (typeof done === 'function') done();
    return true;
  };
}
