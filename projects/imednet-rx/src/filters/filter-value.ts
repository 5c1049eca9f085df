import { InvalidArgumentError } from '../errors/client-error';

const PLAIN = /^[A-Za-z0-9_]+$/;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNSPEAKABLE = /[\u0000-\u001f\u007f]|\p{Surrogate}/u;

/**
 * Writes a value as the API's filters take it: quoted and escaped where it could mean something else.
 *
 * @throws InvalidArgumentError for what no filter can hold; the value is not repeated
 */
export function filterValue(value: string | number | boolean): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (Number.isFinite(value) && !String(value).includes('e')) return String(value);
    throw new InvalidArgumentError('A number in a filter must be finite, and not need an exponent.');
  }
  if (PLAIN.test(value)) return value;
  if (value === '' || UNSPEAKABLE.test(value)) {
    throw new InvalidArgumentError('A text in a filter must not be empty or hold control characters.');
  }
  return `"${value.replace(/[\\"]/g, '\\$&')}"`;
}
