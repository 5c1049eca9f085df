const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTH = `(?<month>${MONTHS.join('|')})`;
const TIME = '(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})';

const FORMATS = [
  // IMF-fixdate: Sun, 06 Nov 1994 08:49:37 GMT
  new RegExp(`^[A-Z][a-z]{2}, (?<day>\\d{2}) ${MONTH} (?<year>\\d{4}) ${TIME} GMT$`),
  // RFC 850: Sunday, 06-Nov-94 08:49:37 GMT
  new RegExp(`^[A-Z][a-z]{5,8}, (?<day>\\d{2})-${MONTH}-(?<year>\\d{2}) ${TIME} GMT$`),
  // asctime: Sun Nov  6 08:49:37 1994
  new RegExp(`^[A-Z][a-z]{2} ${MONTH} (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`),
];

/**
 * Parses the three date formats of HTTP.
 *
 * `Date.parse` will not do: it takes asctime for local time, and accepts much that is no HTTP date.
 *
 * @param text - header value
 * @param now - current time, ms since the epoch; a two-digit year is the latest that is not over 50 years ahead
 * @returns ms since the epoch, or `undefined` when the text is no HTTP date
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110#name-date-time-formats | RFC 9110, date/time formats}
 */
export function parseHttpDate(text: string, now: number): number | undefined {
  for (const format of FORMATS) {
    const groups = format.exec(text)?.groups;
    if (groups) return toEpoch(groups, now);
  }
  return undefined;
}

function toEpoch(groups: Record<string, string | undefined>, now: number): number | undefined {
  const part = (name: string): number => Number(groups[name]);
  const [month, day] = [MONTHS.indexOf(groups['month'] ?? ''), part('day')];
  const [hour, minute, second] = [part('hour'), part('minute'), part('second')];
  const leapless = Math.min(second, 59);
  const inYear = (year: number): number => Date.UTC(year, month, day, hour, minute, leapless);
  const time =
    groups['year']?.length === 2
      ? latestUntil(fiftyYearsAfter(now), inYear, part('year'))
      : inYear(part('year'));
  // Date.UTC rolls over days that are not in the month, and takes the years 0 to 99 for 1900 to 1999.
  const inCalendar =
    new Date(time).getUTCDate() === day && (groups['year']?.length === 2 || part('year') > 99);
  return inCalendar && hour < 24 && minute < 60 && second <= 60 ? time : undefined;
}

function latestUntil(limit: number, inYear: (year: number) => number, twoDigits: number): number {
  const year = Math.floor(new Date(limit).getUTCFullYear() / 100) * 100 + twoDigits;
  return inYear(year) > limit ? inYear(year - 100) : inYear(year);
}

function fiftyYearsAfter(now: number): number {
  return new Date(now).setUTCFullYear(new Date(now).getUTCFullYear() + 50);
}
