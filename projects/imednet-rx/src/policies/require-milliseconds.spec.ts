import { InvalidArgumentError } from '../errors/client-error';
import { requireMilliseconds } from './require-milliseconds';

describe('requireMilliseconds', () => {
  for (const value of [1, 1.5, 2 ** 31 - 1]) {
    it(`takes ${String(value)}`, () => {
      expect(requireMilliseconds('every', value, 1)).toBe(value);
    });
  }

  for (const value of [0.9, 2 ** 31, Infinity, NaN, '5', null, undefined]) {
    it(`refuses ${String(value)}, and says what fits`, () => {
      expect(() => requireMilliseconds('every', value, 1)).toThrowError(
        InvalidArgumentError,
        'every must be a number of milliseconds, 1 to 2147483647.',
      );
    });
  }
});
