const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[ T](\S+))?)?)?$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?$/;
const ZONE = /(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/;

/**
 * Tells whether a text is a day that exists, a part of one (`2024`, `2024-02`), or one with a time.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3339 of which the API's own spelling differs by a space and no zone
 */
export function isDateText(text: string): boolean {
  const [, year, month, day, time] = DATE.exec(text) ?? [];
  if (year === undefined) return false;
  if (month !== undefined && (month < '01' || month > '12')) return false;
  if (day !== undefined && (day < '01' || Number(day) > daysOf(Number(year), Number(month)))) return false;
  return time === undefined || isTimeText(time.replace(ZONE, ''));
}

/** Tells whether a text is a time of day, `HH:MM` or `HH:MM:SS`. */
export function isTimeText(text: string): boolean {
  return TIME.test(text);
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
