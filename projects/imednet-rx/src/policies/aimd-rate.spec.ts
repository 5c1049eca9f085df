import { ConfigurationError } from '../errors/client-error';
import { type AimdOptions, AimdRate } from './aimd-rate';

describe('AimdRate', () => {
  it('starts at its ceiling and never exceeds it', () => {
    const rate = new AimdRate({ ceiling: 10 });
    rate.succeeded();

    expect(rate.rate).toBe(10);
  });

  it('halves at a refusal, down to the floor', () => {
    const rate = new AimdRate({ ceiling: 16, floor: 3 });
    const rates = [0, 1000, 2000, 3000].map((now) => {
      rate.refused(now, now);
      return rate.rate;
    });

    expect(rates).toEqual([8, 4, 3, 3]);
  });

  const once: readonly (readonly [string, readonly (readonly [sentAt: number, now: number])[], number])[] = [
    [
      'several refusals in the same ms',
      [
        [0, 50],
        [0, 50],
        [0, 50],
      ],
      8,
    ],
    [
      'refusals within the cooldown',
      [
        [0, 50],
        [60, 500],
        [70, 1049],
      ],
      8,
    ],
    [
      'a refusal behind the cooldown, of a request sent before',
      [
        [0, 50],
        [40, 2000],
      ],
      8,
    ],
    [
      'a refusal behind the cooldown, of a request sent since',
      [
        [0, 50],
        [50, 1050],
      ],
      4,
    ],
    [
      'a refusal after the clock was set back',
      [
        [0, 5_000_000],
        [10, 20],
      ],
      4,
    ],
  ];
  for (const [story, refusals, expected] of once) {
    it(`is ${String(expected)} of 16 after ${story}`, () => {
      const rate = new AimdRate({ ceiling: 16 });
      for (const [sentAt, now] of refusals) rate.refused(sentAt, now);

      expect(rate.rate).toBe(expected);
    });
  }

  it('gains its increase with a second full of successes', () => {
    const rate = new AimdRate({ ceiling: 100, increase: 2 });
    rate.refused(0, 0);
    for (let i = 0; i < 50; i++) rate.succeeded();

    expect(rate.rate).toBeGreaterThan(51.9);
    expect(rate.rate).toBeLessThan(52);
  });

  it('recovers from the floor to the ceiling', () => {
    const rate = new AimdRate({ ceiling: 10, floor: 0.1, decrease: 0.01 });
    rate.refused(0, 0);

    expect(rate.rate).toBe(0.1);
    for (let i = 0; i < 1000; i++) rate.succeeded();

    expect(rate.rate).toBe(10);
  });

  it('lowers a floor above the ceiling', () => {
    const rate = new AimdRate({ ceiling: 1, floor: 5 });
    rate.refused(0, 0);

    expect(rate.rate).toBe(1);
  });

  const invalid: readonly (readonly [string, AimdOptions])[] = [
    ['ceiling', { ceiling: 0 }],
    ['ceiling', { ceiling: Infinity }],
    ['floor', { ceiling: 1, floor: 0 }],
    ['increase', { ceiling: 1, increase: -1 }],
    ['decrease', { ceiling: 1, decrease: 1 }],
    ['cooldown', { ceiling: 1, cooldown: NaN }],
  ];
  for (const [name, options] of invalid) {
    it(`refuses ${JSON.stringify(options)}`, () => {
      expect(() => new AimdRate(options)).toThrowMatching(
        (error) => error instanceof ConfigurationError && error.message.startsWith(`adaptiveRate.${name} `),
      );
    });
  }
});
