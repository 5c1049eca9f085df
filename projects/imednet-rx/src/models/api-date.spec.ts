import { apiDate, isApiDate, readAnyDate, readApiDate, readCalendarDate, readDateParts } from './api-date';

describe('a date of the API', () => {
  const dates: readonly (readonly [text: string, ms: number])[] = [
    ['1970-01-01 00:00:00', 0],
    ['2000-11-05 14:00:00', Date.UTC(2000, 10, 5, 14)],
    ['2024-02-29 23:59:59', Date.UTC(2024, 1, 29, 23, 59, 59)],
    ['1969-12-31 23:59:59', -1000],
    ['9999-12-31 23:59:59', Date.UTC(9999, 11, 31, 23, 59, 59)],
  ];
  for (const [text, ms] of dates) {
    it(`${text} is read and written in UTC`, () => {
      expect(readApiDate(text)).toBe(ms);
      expect(isApiDate(text)).toBeTrue();
      expect(apiDate(ms)).toBe(text);
    });
  }

  it('loses parts of a second, backwards', () => {
    expect(apiDate(1999)).toBe('1970-01-01 00:00:01');
    expect(apiDate(-1)).toBe('1969-12-31 23:59:59');
  });

  const none: readonly unknown[] = [
    ...['', '2024-01-01', '2024-01-01T00:00:00Z', '2024-01-01 00:00:00Z', ' 2024-01-01 00:00:00'],
    ...['2024-01-01 00:00', '2024-01-01 00:00:00.000', '24-01-01 00:00:00', '2024-1-1 00:00:00'],
    ...['2024-02-30 00:00:00', '2023-02-29 00:00:00', '2024-13-01 00:00:00', '2024-00-10 00:00:00'],
    ...['2024-01-00 00:00:00', '2024-01-32 00:00:00', '2024-04-31 00:00:00'],
    ...['2024-01-01 24:00:00', '2024-01-01 23:60:00', '2024-01-01 23:59:60'],
    ...[null, undefined, 0, [], {}, [2024, 1, 1, 0, 0, 0, 0]],
  ];
  for (const value of none) {
    it(`is not ${JSON.stringify(value)}`, () => {
      expect(readApiDate(value)).toBeUndefined();
      expect(isApiDate(value)).toBeFalse();
    });
  }
});

describe('a day of the API', () => {
  const days: readonly (readonly [text: string, ms: number])[] = [
    ['1970-01-01', 0],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['1969-12-31', -86_400_000],
    ['9999-12-31', Date.UTC(9999, 11, 31)],
    ['0050-06-15', Date.parse('0050-06-15T00:00:00Z')],
    // Clocks are put forward on these days somewhere; midnight in UTC does not mind.
    ['2025-03-30', Date.UTC(2025, 2, 30)],
    ['2025-03-09', Date.UTC(2025, 2, 9)],
  ];
  for (const [text, ms] of days) {
    it(`${text} is its midnight in UTC`, () => {
      expect(readCalendarDate(text)).toBe(ms);
      expect(readAnyDate(text)).toBe(ms);
    });
  }

  const none: readonly unknown[] = [
    ...['', '2024-02-30', '2023-02-29', '2024-13-01', '2024-1-1', '24-01-01', '2024-01-00', '2024-01-32'],
    ...[
      '2024-01-01 00:00:00',
      ' 2024-01-01',
      '2024-01-01Z',
      '20240101',
      null,
      undefined,
      0,
      [2024, 1, 1],
      {},
    ],
  ];
  for (const value of none) {
    it(`is not ${JSON.stringify(value)}`, () => {
      expect(readCalendarDate(value)).toBeUndefined();
    });
  }
});

describe('a date of the API in parts', () => {
  const dates: readonly (readonly [parts: readonly number[], ms: number])[] = [
    [[1970, 1, 1, 0, 0, 0, 0], 0],
    [[2024, 2, 29, 23, 59, 59, 999_999_999], Date.UTC(2024, 1, 29, 23, 59, 59, 999)],
    [[2018, 10, 18, 6, 21, 20, 187_000_000], Date.UTC(2018, 9, 18, 6, 21, 20, 187)],
    [[2018, 10, 18, 6, 21, 20], Date.UTC(2018, 9, 18, 6, 21, 20)],
    [[2018, 10, 18, 6, 21], Date.UTC(2018, 9, 18, 6, 21)],
    [[2018, 10, 18], Date.UTC(2018, 9, 18)],
    [[50, 6, 15, 1, 0, 0, 0], Date.parse('0050-06-15T01:00:00Z')],
  ];
  for (const [parts, ms] of dates) {
    it(`${JSON.stringify(parts)} is read in UTC`, () => {
      expect(readDateParts(parts)).toBe(ms);
      expect(readAnyDate(parts)).toBe(ms);
    });
  }

  const none: readonly unknown[] = [
    ...[[], [2024], [2024, 1], [2024, 1, 1, 0, 0, 0, 0, 0], [2024, 2, 30], [2023, 2, 29], [2024, 13, 1]],
    ...[
      [2024, 0, 1],
      [2024, 1, 0],
      [2024, 1, 32],
      [2024, 1, 1, 24],
      [2024, 1, 1, 0, 60],
      [-1, 1, 1],
    ],
    ...[
      [2024, 1, 1, 0, 0, 60],
      [2024, 1, 1, 0, 0, 0, 1e9],
      [10_000, 1, 1],
      [2024, 1.5, 1],
      [2024, null, 1],
    ],
    ...[['2024', '1', '1'], [NaN, 1, 1], '2024-01-01', { 0: 2024, 1: 1, 2: 1, length: 3 }, null, undefined],
  ];
  for (const value of none) {
    it(`is not ${JSON.stringify(value)}`, () => {
      expect(readDateParts(value)).toBeUndefined();
    });
  }
});
