import { filterDate } from '../filters/filter-date';
import { apiDate, readApiDate } from './api-date';

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
      expect(apiDate(ms)).toBe(text);
    });
  }

  it('is written for filters as they take it', () => {
    expect(filterDate(Date.UTC(2000, 10, 5, 14))).toBe('2000-11-05T14:00:00Z');
  });

  it('loses parts of a second, backwards', () => {
    expect(apiDate(1999)).toBe('1970-01-01 00:00:01');
    expect(apiDate(-1)).toBe('1969-12-31 23:59:59');
  });

  const none: readonly unknown[] = [
    ...['', '2024-01-01', '2024-01-01T00:00:00Z', '2024-01-01 00:00:00Z', ' 2024-01-01 00:00:00'],
    ...['2024-01-01 00:00', '2024-01-01 00:00:00.000', '24-01-01 00:00:00', '2024-1-1 00:00:00'],
    ...['2024-02-30 00:00:00', '2023-02-29 00:00:00', '2024-13-01 00:00:00', '2024-00-10 00:00:00'],
    ...['2024-01-01 24:00:00', '2024-01-01 23:60:00', '2024-01-01 23:59:60'],
    ...[null, undefined, 0, [], {}, [2024, 1, 1, 0, 0, 0, 0]],
  ];
  for (const value of none) {
    it(`is not ${JSON.stringify(value)}`, () => {
      expect(readApiDate(value)).toBeUndefined();
    });
  }
});
