const DATE_TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
const CALENDAR_DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** The least and the most that each part may be, from the year to the nanosecond. */
const LEAST = [0, 1, 1, 0, 0, 0, 0];
const MOST = [9999, 12, 31, 23, 59, 59, 999_999_999];

/**
 * Reads a date as the API gives it: `YYYY-MM-DD HH:MM:SS`, in UTC without a zone.
 *
 * Dates in this form sort as text does, so most comparisons need no reading.
 *
 * @param value - any member of an answer
 * @returns ms since 1970; `undefined` for what is no such date, or a day that does not exist
 */
export function readApiDate(value: unknown): number | undefined {
  return typeof value === 'string'
    ? existing(DATE_TIME.exec(value), `${value.replace(' ', 'T')}Z`)
    : undefined;
}

/** Whether a value is a date as the API gives it, without the time that it takes to read it. */
export function isApiDate(value: unknown): boolean {
  if (typeof value !== 'string' || !DATE_TIME.test(value)) return false;
  // Every month has these days.
  return value.slice(8, 10) <= '28' || readApiDate(value) !== undefined;
}

/**
 * Reads a day of the calendar as the API gives it: `YYYY-MM-DD`.
 *
 * @param value - any member of an answer
 * @returns ms since 1970 of its midnight in UTC; `undefined` for what is no such day
 */
export function readCalendarDate(value: unknown): number | undefined {
  return typeof value === 'string' ? existing(CALENDAR_DATE.exec(value), `${value}T00:00:00Z`) : undefined;
}

/**
 * Reads a date as the API gives it in parts: year, month (1–12), day, hour, minute, second, nanosecond, in UTC.
 *
 * Parts from the hour on may be left out from behind, as serializers do with what is 0.
 *
 * @param value - any member of an answer
 * @returns ms since 1970, parts of a ms cut off; `undefined` for what is no such date
 */
export function readDateParts(value: unknown): number | undefined {
  if (!Array.isArray(value) || value.length < 3 || value.length > MOST.length) return undefined;
  const isInRange = (part: unknown, index: number): boolean =>
    Number.isSafeInteger(part) && Number(part) >= Number(LEAST[index]) && Number(part) <= Number(MOST[index]);
  if (!value.every(isInRange)) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ns = 0] = value as readonly number[];
  // `Date.UTC` takes the years 0 to 99 for those of the 20th century.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCDate() !== day) return undefined;
  return date.setUTCHours(hour, minute, second, Math.floor(ns / 1_000_000));
}

/** Reads a date in any of the forms in which the API gives one; otherwise as {@link readApiDate}. */
export function readAnyDate(value: unknown): number | undefined {
  return Array.isArray(value) ? readDateParts(value) : (readApiDate(value) ?? readCalendarDate(value));
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

/** The time of a date that looks like one; some engines take 30 February for a day in March. */
function existing(looks: RegExpExecArray | null, iso: string): number | undefined {
  if (!looks) return undefined;
  const ms = Date.parse(iso);
  return new Date(ms).getUTCDate() === Number(looks[1]) ? ms : undefined;
}
