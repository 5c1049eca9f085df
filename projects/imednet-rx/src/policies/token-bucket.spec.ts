import { ConfigurationError } from '../errors/client-error';
import { type RateLimit, TokenBucket } from './token-bucket';

/** Takes tokens as soon as they are there, for `count` times, and tells when that was. */
function takeAsap(bucket: TokenBucket, count: number, from = 0): number[] {
  const times: number[] = [];
  let now = from;
  while (times.length < count) {
    const wait = bucket.waitTime(now);
    now += wait;
    if (wait > 0) continue;
    bucket.take(now);
    times.push(now);
  }
  return times;
}

/** The most starts in any window of that length. */
function mostWithin(times: readonly number[], length: number): number {
  return Math.max(
    ...times.map((start) => times.filter((time) => time >= start && time < start + length).length),
  );
}

describe('TokenBucket', () => {
  const spacings: readonly (readonly [string, RateLimit, number[]])[] = [
    ['evenly by default', { requests: 2, per: 100 }, [0, 50, 100, 150, 200]],
    ['in a burst, then evenly', { requests: 2, per: 100, burst: 3 }, [0, 0, 0, 50, 100, 150]],
    ['with fractions that carry over', { requests: 3, per: 100 }, [0, 33, 66, 100, 133, 166, 200]],
    ['several in a ms', { requests: 2000, per: 1000 }, [0, 0, 1, 1, 2, 2, 3, 3]],
    ['less than one in a period', { requests: 0.5, per: 1000 }, [0, 2000, 4000]],
  ];
  for (const [story, limit, times] of spacings) {
    it(`spaces ${story}`, () => {
      const taken = takeAsap(new TokenBucket(limit), times.length);

      // Above one token a ms, the first may come a fraction of a ms early.
      if (limit.requests / limit.per > 1) expect(taken.at(-1)).toBeGreaterThanOrEqual(times.at(-1)! - 1);
      else expect(taken).toEqual(times);
    });
  }

  const limits: readonly RateLimit[] = [
    { requests: 7, per: 1000 },
    { requests: 7, per: 1000, burst: 5 },
    { requests: 700, per: 1000 },
    { requests: 60, per: 60_000, burst: 60 },
    { requests: 13, per: 77, burst: 2 },
  ];
  for (const limit of limits) {
    for (const epoch of [0, 1_760_000_000_123]) {
      it(`keeps ${JSON.stringify(limit)} in every window, and uses it up, from ${String(epoch)} on`, () => {
        const times = takeAsap(new TokenBucket(limit), 2000, epoch);
        const { requests, per, burst = 1 } = limit;

        expect(mostWithin(times, per)).toBeLessThanOrEqual(requests + burst - 1);
        expect((times.at(-1)! - epoch) / per).toBeCloseTo((2000 - burst) / requests, 1);
      });
    }
  }

  it('saves no more than a burst during a rest', () => {
    const bucket = new TokenBucket({ requests: 10, per: 100, burst: 2 });
    takeAsap(bucket, 2);

    expect(takeAsap(bucket, 4, 1_000_000)).toEqual([1_000_000, 1_000_000, 1_000_010, 1_000_020]);
  });

  it('foretells the wait behind others', () => {
    const bucket = new TokenBucket({ requests: 10, per: 100, burst: 2 });

    expect([0, 1, 2, 3].map((ahead) => bucket.waitTime(0, ahead))).toEqual([0, 0, 10, 20]);
    takeAsap(bucket, 2);

    expect([0, 1, 2].map((ahead) => bucket.waitTime(0, ahead))).toEqual([10, 20, 30]);
  });

  it('keeps its tokens when the rate changes, and its debts too', () => {
    const bucket = new TokenBucket({ requests: 10, per: 1000 });
    bucket.take(0);
    bucket.setRate(5, 50);

    // Half a token had come; the other half comes at half the speed.
    expect([bucket.rate, bucket.waitTime(50)]).toEqual([5, 100]);
    bucket.setRate(1000, 100);

    expect(bucket.waitTime(100)).toBe(0);
  });

  it('gets a token back that was not used, but no more than fit', () => {
    const bucket = new TokenBucket({ requests: 10, per: 1000 });
    bucket.take(0);
    bucket.giveBack(0);

    expect(bucket.waitTime(0)).toBe(0);
    for (let i = 0; i < 5; i++) bucket.giveBack(0);
    bucket.take(0);

    expect(bucket.waitTime(0)).toBe(100);
  });

  it('waits no longer than for an empty bucket when the clock was set back', () => {
    const bucket = new TokenBucket({ requests: 10, per: 1000 });
    bucket.take(1_000_000);

    expect(bucket.waitTime(5)).toBeLessThanOrEqual(101);
  });

  for (const limit of [
    { requests: 0, per: 1 },
    { requests: NaN, per: 1 },
    { requests: 1, per: 0 },
    { requests: 1, per: Infinity },
    { requests: 1, per: 1, burst: 0 },
    { requests: 1, per: 1, burst: 1.5 },
  ]) {
    it(`refuses ${String(limit.requests)} per ${String(limit.per)}, burst ${String(limit.burst)}`, () => {
      expect(() => new TokenBucket(limit)).toThrowError(ConfigurationError, /^rateLimit\./);
    });
  }
});
