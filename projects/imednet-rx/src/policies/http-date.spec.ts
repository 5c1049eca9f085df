import { parseHttpDate } from './http-date';

const NOW = Date.UTC(2026, 5, 15, 12);
const at = (year: number): number => Date.UTC(year, 5, 15, 12);

describe('parseHttpDate', () => {
  const valid: readonly (readonly [string, string, number])[] = [
    ['IMF-fixdate', 'Sun, 06 Nov 1994 08:49:37 GMT', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['RFC 850', 'Sunday, 06-Nov-94 08:49:37 GMT', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['asctime with a one-digit day, as UTC', 'Sun Nov  6 08:49:37 1994', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['asctime with a two-digit day', 'Wed Nov 16 08:49:37 1994', Date.UTC(1994, 10, 16, 8, 49, 37)],
    ['asctime in summer, without any summer time', 'Fri Jul  1 00:30:00 2022', Date.UTC(2022, 6, 1, 0, 30)],
    ['the epoch', 'Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['a time before the epoch', 'Wed, 31 Dec 1969 23:59:59 GMT', -1000],
    ['a leap day', 'Thu, 29 Feb 2024 00:00:00 GMT', Date.UTC(2024, 1, 29)],
    ['a leap day of a year divisible by 400', 'Tue, 29 Feb 2000 12:00:00 GMT', Date.UTC(2000, 1, 29, 12)],
    ['a leap day as RFC 850', 'Thursday, 29-Feb-24 00:00:00 GMT', Date.UTC(2024, 1, 29)],
    ['a leap day as asctime', 'Thu Feb 29 00:00:00 2024', Date.UTC(2024, 1, 29)],
    ['the last second of a day', 'Wed, 31 Dec 2025 23:59:59 GMT', Date.UTC(2025, 11, 31, 23, 59, 59)],
    ['the shortest day name of RFC 850', 'Friday, 02-Jan-26 03:04:05 GMT', Date.UTC(2026, 0, 2, 3, 4, 5)],
    ['the longest day name of RFC 850', 'Wednesday, 31-Dec-25 03:04:05 GMT', Date.UTC(2025, 11, 31, 3, 4, 5)],
  ];
  for (const [story, text, expected] of valid) {
    it(`reads ${story}`, () => {
      expect(parseHttpDate(text, NOW)).toBe(expected);
    });
  }

  for (const [index, month] of [
    ...['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  ].entries()) {
    it(`knows ${month}`, () => {
      expect(parseHttpDate(`Sun, 07 ${month} 2027 00:00:00 GMT`, NOW)).toBe(Date.UTC(2027, index, 7));
    });
  }

  const invalid: readonly (readonly [string, string])[] = [
    ['29 February of a common year', 'Wed, 29 Feb 2023 00:00:00 GMT'],
    ['29 February of 1900', 'Thu, 29 Feb 1900 00:00:00 GMT'],
    ['29 February of a common year as RFC 850', 'Wednesday, 29-Feb-23 00:00:00 GMT'],
    ['30 February', 'Fri, 30 Feb 2024 00:00:00 GMT'],
    ['31 April', 'Wed, 31 Apr 2024 00:00:00 GMT'],
    ['day 0', 'Sun, 00 Nov 1994 08:49:37 GMT'],
    ['day 32', 'Sun, 32 Jan 1994 08:49:37 GMT'],
    ['hour 24', 'Sun, 06 Nov 1994 24:00:00 GMT'],
    ['minute 60', 'Sun, 06 Nov 1994 08:60:00 GMT'],
    ['second 61', 'Sun, 06 Nov 1994 08:49:61 GMT'],
    ['second 99', 'Sun, 06 Nov 1994 08:49:99 GMT'],
    ['a one-digit day', 'Sun, 6 Nov 1994 08:49:37 GMT'],
    ['an unknown month', 'Sun, 06 Nox 1994 08:49:37 GMT'],
    ['a lower case month', 'Sun, 06 nov 1994 08:49:37 GMT'],
    ['UTC instead of GMT', 'Sun, 06 Nov 1994 08:49:37 UTC'],
    ['an offset', 'Sun, 06 Nov 1994 08:49:37 +0100'],
    ['an offset behind GMT', 'Sun, 06 Nov 1994 08:49:37 GMT+0100'],
    ['no zone', 'Sun, 06 Nov 1994 08:49:37'],
    ['asctime with a zone', 'Sun Nov  6 08:49:37 1994 GMT'],
    ['asctime with one space', 'Sun Nov 6 08:49:37 1994'],
    ['a two-digit year in IMF-fixdate', 'Sun, 06 Nov 94 08:49:37 GMT'],
    ['a four-digit year in RFC 850', 'Sunday, 06-Nov-1994 08:49:37 GMT'],
    ['an ISO date', '1994-11-06T08:49:37Z'],
    ['a number', '784111777'],
    ['words', 'tomorrow'],
    ['nothing', ''],
    ['leading space', ' Sun, 06 Nov 1994 08:49:37 GMT'],
    ['a trailing line break', 'Sun, 06 Nov 1994 08:49:37 GMT\n'],
    ['other digits than ASCII', 'Sun, ٠٦ Nov 1994 08:49:37 GMT'],
  ];
  for (const [story, text] of invalid) {
    it(`refuses ${story}`, () => {
      expect(parseHttpDate(text, NOW)).toBeUndefined();
    });
  }

  it('does not take the year 94 in four digits for 1994', () => {
    expect(parseHttpDate('Sat, 06 Nov 0094 08:49:37 GMT', NOW)).not.toBe(Date.UTC(1994, 10, 6, 8, 49, 37));
  });

  describe('takes a two-digit year for the latest that is not over 50 years ahead', () => {
    const years: readonly (readonly [number, string, number])[] = [
      [2026, '26', 2026],
      [2026, '27', 2027],
      [2026, '25', 2025],
      [2026, '75', 2075],
      [2026, '76', 2076],
      [2026, '77', 1977],
      [2026, '94', 1994],
      [2026, '99', 1999],
      [2026, '00', 2000],
      [2049, '99', 2099],
      [2050, '00', 2100],
      [1995, '94', 1994],
      [1995, '99', 1999],
      [2099, '00', 2100],
      [1999, '01', 2001],
    ];
    it('to the millisecond: what is a day further ahead lies in the past', () => {
      expect(parseHttpDate('Tuesday, 16-Jun-76 12:00:00 GMT', NOW)).toBe(Date.UTC(1976, 5, 16, 12));
    });

    for (const [now, digits, year] of years) {
      it(`${digits} is ${String(year)} in ${String(now)}`, () => {
        expect(parseHttpDate(`Monday, 15-Jun-${digits} 12:00:00 GMT`, at(now))).toBe(at(year));
      });
    }
  });

  it('takes a leap second for the second before it', () => {
    expect(parseHttpDate('Sat, 31 Dec 2016 23:59:60 GMT', NOW)).toBe(Date.UTC(2016, 11, 31, 23, 59, 59));
  });
});
