import { InvalidArgumentError } from '../errors/client-error';

/** What JSON can hold; Map, Set, RegExp, Error, Promise and their like would become `{}`. */
const JSON_TAGS: ReadonlySet<string> = new Set(
  ['Object', 'Array', 'String', 'Number', 'Boolean', 'Date'].map((type) => `[object ${type}]`),
);

/**
 * Writes a request body as JSON, refusing what JSON would silently turn into something else.
 *
 * @param body - any value
 * @param inspect - called with each value as it is written, members that are `undefined` included
 * @throws InvalidArgumentError for NaN, infinities, invalid dates, BigInt, Map, Set, functions, symbols,
 *   `undefined` in arrays or returned by `toJSON`, cycles, what is nested too deeply
 */
export function serializeBody(body: unknown, inspect?: (value: unknown) => void): string {
  try {
    return JSON.stringify(body, function (this: unknown, key: string, value: unknown) {
      inspect?.(value);
      return refuseLossyValues(this, key, value);
    });
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw error;
    throw new InvalidArgumentError(
      'The body has no JSON form: it contains a cycle or a BigInt, or is nested too deeply.',
    );
  }
}

function refuseLossyValues(holder: unknown, key: string, value: unknown): unknown {
  // `value` is what `toJSON` made of it: for an invalid date, null.
  const original = (holder as Readonly<Record<string, unknown>>)[key];
  const hole = value === undefined && (Array.isArray(holder) || key === '' || original !== undefined);
  if (hole || isLossy(value) || (original instanceof Date && isLossy(original))) {
    throw new InvalidArgumentError(
      'The body contains a value that JSON would drop or change: NaN, an infinity, an invalid date, a Map, ' +
        'a Set or another special object, a function, a symbol, or undefined in an array or from `toJSON`.',
    );
  }
  return value;
}

function isLossy(value: unknown): boolean {
  if (typeof value === 'number' || value instanceof Number) return !Number.isFinite(Number(value));
  if (value instanceof Date) return Number.isNaN(value.getTime());
  if (typeof value === 'object' && value !== null)
    return !JSON_TAGS.has(Object.prototype.toString.call(value));
  return typeof value === 'function' || typeof value === 'symbol';
}
