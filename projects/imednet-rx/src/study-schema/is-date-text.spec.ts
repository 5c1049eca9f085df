import { isDateText, isTimeText } from './is-date-text';

describe('isDateText', () => {
  const dates = [
    ...['2024-02-29', '2000-02-29', '2023-12-31', '0001-01-01', '2024-04-30'],
    ...['2024', '2024-02'],
    ...['2024-02-29 23:59:59', '2024-02-29T23:59', '2024-02-29T00:00:00Z', '2024-02-29T00:00:00.123+05:30'],
  ];
  for (const text of dates) {
    it(`takes ${text}`, () => {
      expect(isDateText(text)).toBeTrue();
    });
  }

  const others = [
    ...['2023-02-29', '1900-02-29', '2024-13-01', '2024-00-01', '2024-01-00', '2024-04-31', '2024-01-32'],
    ...['', 'yesterday', '24-01-01', '2024-1-1', '01/02/2024', '20240101', '2024-', '2024-01-'],
    ...['2024-01-01 24:00', '2024-01-01T12', '2024-01-01 12:60', '2024-01-01  12:00', '2024-01T12:00'],
    ...['2024-01-01T12:00+25:00', '2024-01-01\n', ' 2024-01-01', '2024-01-01T'],
  ];
  for (const text of others) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(isDateText(text)).toBeFalse();
    });
  }
});

describe('isTimeText', () => {
  for (const [text, is] of [
    ...(['00:00', '23:59', '12:30:59', '12:30:59.5'].map((time) => [time, true]) as [string, boolean][]),
    ...(['24:00', '1:00', '12:60', '12:00:60', '12:00Z', ''].map((time) => [time, false]) as [
      string,
      boolean,
    ][]),
  ]) {
    it(`${is ? 'takes' : 'refuses'} ${JSON.stringify(text)}`, () => {
      expect(isTimeText(text)).toBe(is);
    });
  }
});
