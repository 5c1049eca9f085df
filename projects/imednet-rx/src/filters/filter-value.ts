import { InvalidArgumentError } from '../errors/client-error';
import { filterDate } from './filter-date';

/** What an attribute can be compared with. */
export type FilterScalar = string | number | boolean | Date;

const PLAIN = /^[A-Za-z0-9_]+$/;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNSPEAKABLE = /[\u0000-\u001f\u007f]|\p{Surrogate}/u;

/**
 * Writes a value as the API's filters take it: quoted and escaped where it could mean something else.
 *
 * @throws InvalidArgumentError for what no filter can hold; the value is not repeated
 */
export function filterValue(value: FilterScalar): string {
  if (value instanceof Date) return filterDate(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return text(value);
  throw new InvalidArgumentError('A filter compares with texts, numbers, booleans and dates only.');
}

function numberText(value: number): string {
  // A larger integer may have been rounded before it arrived here.
  const isExact = Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value));
  if (isExact && !String(value).includes('e')) return String(value);
  throw new InvalidArgumentError(
    'A number in a filter must be finite, not need an exponent, and be safe if it is an integer.',
  );
}

function text(value: string): string {
  if (value === '' || UNSPEAKABLE.test(value)) {
    throw new InvalidArgumentError('A text in a filter must not be empty or hold control characters.');
  }
  // Words that mean something without quotes are quoted too.
  const plain = PLAIN.test(value) && !/^(?:and|or|null|true|false)$/i.test(value);
  return plain ? value : `"${value.replace(/[\\"]/g, '\\$&')}"`;
}
