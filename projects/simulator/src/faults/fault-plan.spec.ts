import { FaultPlan } from './fault-plan';
import type { FaultRates } from './fault-plan';

function draw(rates: FaultRates, seed: number, count = 10_000): (string | undefined)[] {
  const plan = new FaultPlan(rates, seed);
  return Array.from({ length: count }, () => plan.next());
}

describe('a plan of faults', () => {
  it('is the same for the same seed, and another for another', () => {
    const rates = { '503': 0.3, reset: 0.1 };
    expect(draw(rates, 5)).toEqual(draw(rates, 5));
    expect(draw(rates, 5)).not.toEqual(draw(rates, 6));
  });

  it('keeps to the rates', () => {
    const drawn = draw({ '429': 0.05, truncated: 0.2 }, 1);
    const share = (kind: string | undefined): number =>
      drawn.filter((fault) => fault === kind).length / drawn.length;
    expect(Math.abs(share('429') - 0.05)).toBeLessThan(0.01);
    expect(Math.abs(share('truncated') - 0.2)).toBeLessThan(0.02);
    expect(Math.abs(share(undefined) - 0.75)).toBeLessThan(0.02);
  });

  it('never fails at rate 0 and always at rate 1', () => {
    expect(new Set(draw({}, 1))).toEqual(new Set([undefined]));
    expect(new Set(draw({ hang: 1 }, 1))).toEqual(new Set(['hang']));
  });

  for (const rates of [{ '500': -0.1 }, { '500': 1.1 }, { '500': NaN }, { '500': 0.6, '503': 0.6 }]) {
    it(`refuses the rates ${JSON.stringify(rates)}`, () => {
      expect(() => new FaultPlan(rates, 1)).toThrowError(RangeError);
    });
  }
});
