import { InvalidArgumentError } from '../errors/client-error';
import { filterValue } from './filter-value';

describe('filterValue', () => {
  const values: readonly (readonly [string | number | boolean, string])[] = [
    ['Enrolled', 'Enrolled'],
    ['101-001', '"101-001"'],
    ['a b', '"a b"'],
    ['x;siteId==2', '"x;siteId==2"'],
    ['x,y', '"x,y"'],
    ['say "no"', '"say \\"no\\""'],
    ['back\\slash', '"back\\\\slash"'],
    ['\\"', '"\\\\\\""'],
    ['Étude', '"Étude"'],
    [42, '42'],
    [-1.5, '-1.5'],
    [true, 'true'],
  ];
  for (const [value, written] of values) {
    it(`writes ${JSON.stringify(value)} as ${written}`, () => {
      expect(filterValue(value)).toBe(written);
    });
  }

  for (const value of ['', 'a\nb', '\u0000', '\ud800', NaN, Infinity, 1e21, 1e-7]) {
    it(`refuses ${JSON.stringify(value)} (${String(value).length} long), without repeating it`, () => {
      expect(() => filterValue(value)).toThrowMatching(
        (error: unknown) =>
          error instanceof InvalidArgumentError && (value === '' || !error.message.includes(String(value))),
      );
    });
  }
});
