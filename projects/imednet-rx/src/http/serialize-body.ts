import { InvalidArgumentError } from '../errors/client-error';

/**
 * Writes a request body as JSON, refusing what JSON would silently turn into something else.
 *
 * @throws InvalidArgumentError for NaN, infinities, BigInt, functions, symbols, `undefined` in arrays, cycles
 */
export function serializeBody(body: unknown): string {
  try {
    return JSON.stringify(body, refuseLossyValues);
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw error;
    throw new InvalidArgumentError('The body has no JSON form: it contains a cycle or a BigInt.');
  }
}

function refuseLossyValues(this: unknown, key: string, value: unknown): unknown {
  const lossyNumber = typeof value === 'number' && !Number.isFinite(value);
  const dropped = typeof value === 'function' || typeof value === 'symbol';
  const hole = value === undefined && (Array.isArray(this) || key === '');
  if (lossyNumber || dropped || hole) {
    throw new InvalidArgumentError(
      'The body contains NaN, an infinity, a function, a symbol or undefined, which JSON would drop or turn into null.',
    );
  }
  return value;
}
