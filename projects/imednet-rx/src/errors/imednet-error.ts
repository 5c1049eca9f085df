const BRAND = Symbol.for('imednet-rx.error');

/**
 * The root of every error that this library raises.
 *
 * By construction it holds no secret, no patient value and no response body: message, stack, own
 * properties and JSON are made of allow-listed facts only (method, route template, status, codes).
 *
 * @see {@link isImednetError} for a check that also works across two copies of the package.
 */
export abstract class ImednetError extends Error {
  abstract override get name(): string;

  // eslint-disable-next-line @typescript-eslint/class-literal-property-style -- a field would show up in JSON-like output
  get [BRAND](): true {
    return true;
  }

  /** Name, message and the error's own facts; what a logger may print. */
  toJSON(): Record<string, unknown> {
    return Object.assign({ name: this.name, message: this.message }, this as object);
  }
}

/**
 * Tells whether a caught value is an error of this library, whichever copy of the package raised it.
 *
 * @param value - anything caught
 * @returns `true` when the value carries the library's brand
 *
 * @example
 * ```ts
 * imednet.records.list().subscribe({
 *   error: (error: unknown) => {
 *     if (isImednetError(error)) console.error(error.name, error.message);
 *     else throw error;
 *   },
 * });
 * ```
 */
export function isImednetError(value: unknown): value is ImednetError {
  return typeof value === 'object' && value !== null && BRAND in value;
}
