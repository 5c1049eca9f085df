/**
 * Headers of a request, for adapters: lower-case names as its own properties, and the everyday methods of
 * `AxiosHeaders`, so that axios itself is loaded only where one of its adapters sends.
 */
export class RequestHeaders implements Iterable<[string, string]> {
  [name: string]: unknown;

  /** @param headers - plain names and values */
  constructor(headers: Readonly<Record<string, string>> = {}) {
    // Not by `set`, which a header of that name would hide.
    for (const [name, value] of Object.entries(headers)) this[name.toLowerCase()] = value;
  }

  get(name: string): string | undefined {
    const key = name.toLowerCase();
    return Object.hasOwn(this, key) ? (this[key] as string) : undefined;
  }

  has(name: string): boolean {
    return Object.hasOwn(this, name.toLowerCase());
  }

  set(name: string, value: string): this {
    this[name.toLowerCase()] = value;
    return this;
  }

  delete(name: string): boolean {
    return this.has(name) && Reflect.deleteProperty(this, name.toLowerCase());
  }

  toJSON(): Record<string, string> {
    return Object.fromEntries(this);
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return (Object.entries(this) as [string, string][])[Symbol.iterator]();
  }
}
