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
 * @param now - current time, ms since the epoch; a two-digit year means the nearest one not over 50 years ahead
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
  const month = MONTHS.indexOf(groups['month'] ?? '');
  const year = groups['year']?.length === 2 ? fullYear(part('year'), now) : part('year');
  const time = Date.UTC(year, month, part('day'), part('hour'), part('minute'), part('second'));
  const inCalendar = new Date(time).getUTCDate() === part('day') && part('hour') < 24 && part('minute') < 60;
  return inCalendar ? time : undefined;
}

function fullYear(twoDigits: number, now: number): number {
  const thisYear = new Date(now).getUTCFullYear();
  const year = Math.floor(thisYear / 100) * 100 + twoDigits;
  return year > thisYear + 50 ? year - 100 : year;
}
