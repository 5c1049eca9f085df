import { fullJitterBackoff } from './backoff';
import { IDEMPOTENT_METHODS } from './idempotent-methods';

const ALMOST_ONE = 1 - Number.EPSILON;

describe('fullJitterBackoff', () => {
  const bounds: readonly (readonly [number, number, number])[] = [
    [1, 1, 1000],
    [2, 1, 2000],
    [3, 1, 4000],
    [6, 1, 32_000],
    [7, 1, 60_000],
    [8, 1, 60_000],
    [100, 1, 60_000],
    [5000, 1, 60_000],
    [1, 0.5, 500],
    [3, 0.5, 2000],
    [1, 60, 60_000],
    [1, 1000, 60_000],
  ];
  for (const [attempt, factor, bound] of bounds) {
    it(`stays below ${String(bound)} ms after attempt ${String(attempt)} with factor ${String(factor)}`, () => {
      expect(fullJitterBackoff(attempt, factor, () => ALMOST_ONE)).toBeCloseTo(bound, 6);
      expect(fullJitterBackoff(attempt, factor, () => ALMOST_ONE)).toBeLessThan(bound);
      expect(fullJitterBackoff(attempt, factor, () => 0.5)).toBe(bound / 2);
    });

    it(`begins at 0 ms after attempt ${String(attempt)} with factor ${String(factor)}`, () => {
      expect(fullJitterBackoff(attempt, factor, () => 0)).toBe(0);
    });
  }

  for (const attempt of [1, 2, 10, 1024, 1025, 5000]) {
    it(`does not wait with factor 0, after attempt ${String(attempt)} either`, () => {
      expect(fullJitterBackoff(attempt, 0, () => 0.5)).toBe(0);
    });
  }

  it('asks for one random number per delay', () => {
    let asked = 0;
    fullJitterBackoff(3, 1, () => {
      asked++;
      return 0.1;
    });

    expect(asked).toBe(1);
  });
});

describe('IDEMPOTENT_METHODS', () => {
  it('are those of RFC 9110, in upper case', () => {
    expect([...IDEMPOTENT_METHODS].sort()).toEqual(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PUT', 'TRACE']);
  });
});
