const MONTH = '(?<month>[A-Z][a-z]{2})';
const TIME = '(?<time>\\d\\d:\\d\\d:\\d\\d)';

const FORMATS = [
  // IMF-fixdate: Sun, 06 Nov 1994 08:49:37 GMT
  `^[A-Z][a-z]{2}, (?<day>\\d\\d) ${MONTH} (?<year>\\d{4}) ${TIME} GMT$`,
  // RFC 850: Sunday, 06-Nov-94 08:49:37 GMT
  `^[A-Z][a-z]{5,8}, (?<day>\\d\\d)-${MONTH}-(?<year>\\d\\d) ${TIME} GMT$`,
  // asctime: Sun Nov  6 08:49:37 1994
  `^[A-Z][a-z]{2} ${MONTH} (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`,
].map((format) => new RegExp(format));

/**
 * Parses the three date formats of HTTP.
 *
 * `Date.parse` alone will not do: it takes asctime for local time, and accepts much that is no HTTP date.
 *
 * @param text - header value
 * @param now - current time, ms since the epoch; a two-digit year is the latest that is not over 50 years ahead
 * @returns ms since the epoch, or `undefined` when the text is no HTTP date
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110#name-date-time-formats | RFC 9110, date/time formats}
 */
export function parseHttpDate(text: string, now: number): number | undefined {
  const {
    day = '',
    month = '',
    year = '',
    time = '',
  } = FORMATS.map((format) => format.exec(text)?.groups).find(Boolean) ?? {};
  // A leap second is the second before it.
  const inYear = (fullYear: string): number | undefined =>
    parseExactly(`${day.replace(' ', '0')} ${month} ${fullYear} ${time.replace(/60$/, '59')} GMT`);
  if (year.length !== 2) return inYear(year);
  const limit = new Date(now);
  const lastYear = limit.getUTCFullYear() + 50;
  const latest = lastYear - (lastYear % 100) + Number(year);
  const inLatest = inYear(String(latest)) ?? NaN;
  const isTooLate = latest > lastYear || inLatest > limit.setUTCFullYear(lastYear);
  return inYear(String(isTooLate ? latest - 100 : latest));
}

/** The text must be what a date is written as: else it is rolled over, or no date at all. */
function parseExactly(text: string): number | undefined {
  const time = Date.parse(text);
  return new Date(time).toUTCString().endsWith(`, ${text}`) ? time : undefined;
}
