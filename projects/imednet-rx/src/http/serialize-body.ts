import { InvalidArgumentError } from '../errors/client-error';

/** What JSON can hold; Map, Set, RegExp, Error, Promise and their like would become `{}`. */
const JSON_TAGS: ReadonlySet<string> = new Set(
  ['Object', 'Array', 'String', 'Number', 'Boolean', 'Date'].map((type) => `[object ${type}]`),
);

/**
 * Writes a request body as JSON, refusing what JSON would silently turn into something else.
 *
 * @throws InvalidArgumentError for NaN, infinities, invalid dates, BigInt, Map, Set, functions, symbols,
 *   `undefined` in arrays, cycles, what is nested too deeply
 */
export function serializeBody(body: unknown): string {
  try {
    return JSON.stringify(body, refuseLossyValues);
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw error;
    throw new InvalidArgumentError(
      'The body has no JSON form: it contains a cycle or a BigInt, or is nested too deeply.',
    );
  }
}

function refuseLossyValues(this: unknown, key: string, value: unknown): unknown {
  // `value` is what `toJSON` made of it: for an invalid date, null.
  const original = (this as Readonly<Record<string, unknown>>)[key];
  const hole = value === undefined && (Array.isArray(this) || key === '');
  if (hole || isLossy(value) || (original instanceof Date && isLossy(original))) {
    throw new InvalidArgumentError(
      'The body contains a value that JSON would drop or change: NaN, an infinity, an invalid date, a Map, ' +
        'a Set or another special object, a function, a symbol, or undefined in an array.',
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
