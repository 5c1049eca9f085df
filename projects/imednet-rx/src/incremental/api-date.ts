const API_DATE = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/**
 * Reads a date as the API gives it: `YYYY-MM-DD HH:MM:SS`, in UTC without a zone.
 *
 * Dates in this form sort as text does, so most comparisons need no reading.
 *
 * @param value - any member of an answer
 * @returns ms since 1970; `undefined` for what is no such date, or a day that does not exist
 */
export function readApiDate(value: unknown): number | undefined {
  if (typeof value !== 'string' || !API_DATE.test(value)) return undefined;
  const ms = Date.parse(`${value.replace(' ', 'T')}Z`);
  // Some engines take 30 February for a day in March.
  return !Number.isNaN(ms) && apiDate(ms) === value ? ms : undefined;
}

/**
 * Writes a date as the API gives it, e.g. `2000-11-05 14:00:00`.
 *
 * @param ms - since 1970, up to the year 9999; parts of a second are cut off
 */
export function apiDate(ms: number): string {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}
