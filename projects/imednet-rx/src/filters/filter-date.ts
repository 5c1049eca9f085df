import { InvalidArgumentError } from '../errors/client-error';

/**
 * Writes a date as the API's filters take it, e.g. `2000-11-05T14:00:00Z`.
 *
 * @param date - a date, or ms since 1970; parts of a second are cut off
 * @throws InvalidArgumentError for what is no date of the years 0 to 9999
 */
export function filterDate(date: Date | number): string {
  const time = Number(date);
  const iso = Number.isNaN(new Date(time).getTime()) ? '' : new Date(time).toISOString();
  if (/^\d{4}-/.test(iso)) return `${iso.slice(0, 19)}Z`;
  throw new InvalidArgumentError('A date in a filter must be a valid one, of the years 0 to 9999.');
}
