import { parseRetryAfter } from './retry-after';

const NOW = Date.UTC(2026, 0, 1, 12);

describe('parseRetryAfter', () => {
  const cases: readonly (readonly [string, string, number | undefined])[] = [
    ['seconds', '120', 120_000],
    ['zero', '0', 0],
    ['leading zeros', '007', 7000],
    ['decimals', '1.5', 1500],
    ['white space around', ' \t2 ', 2000],
    ['a huge number', '99999999999999999999', Number.MAX_SAFE_INTEGER],
    ['a number beyond all doubles', '9'.repeat(400), Number.MAX_SAFE_INTEGER],
    ['a negative number', '-5', undefined],
    ['a signed number', '+5', undefined],
    ['an exponent', '1e3', undefined],
    ['hexadecimal', '0x10', undefined],
    ['a decimal without digits behind the point', '1.', undefined],
    ['a decimal without digits before the point', '.5', undefined],
    ['a decimal comma', '1,5', undefined],
    ['a unit', '5s', undefined],
    ['two values', '5, 10', undefined],
    ['other digits than ASCII', '١٢', undefined],
    ['Infinity', 'Infinity', undefined],
    ['NaN', 'NaN', undefined],
    ['nothing', '', undefined],
    ['white space', '   ', undefined],
    ['garbage', 'soon', undefined],
    ['an ISO date', '2026-01-01T12:00:05Z', undefined],
    ['a date ahead, IMF-fixdate', 'Thu, 01 Jan 2026 12:00:05 GMT', 5000],
    ['a date ahead, RFC 850', 'Thursday, 01-Jan-26 12:00:05 GMT', 5000],
    ['a date ahead, asctime', 'Thu Jan  1 12:00:05 2026', 5000],
    ['a date far ahead', 'Fri, 02 Jan 2026 12:00:00 GMT', 86_400_000],
    ['the present', 'Thu, 01 Jan 2026 12:00:00 GMT', 0],
    ['a date that has passed', 'Thu, 01 Jan 2026 11:59:59 GMT', 0],
    ['a date that passed long ago', 'Sun, 06 Nov 1994 08:49:37 GMT', 0],
    ['a day that does not exist', 'Mon, 30 Feb 2026 12:00:00 GMT', undefined],
  ];
  for (const [story, value, expected] of cases) {
    it(`reads ${story} as ${expected === undefined ? 'nothing' : `${String(expected)} ms`}`, () => {
      expect(parseRetryAfter(value, NOW)).toBe(expected);
    });
  }
});
