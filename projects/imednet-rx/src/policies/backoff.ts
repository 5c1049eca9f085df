const MAX_BACKOFF_MS = 60_000;

/**
 * Exponential backoff with full jitter: a uniformly random wait below `backoffFactor · 2^(n−1)` seconds,
 * with that bound capped at 60 s.
 *
 * @param attemptNumber - attempt that failed, 1 for the first
 * @param backoffFactor - multiplier, seconds
 * @param random - source of numbers in [0, 1)
 * @returns delay in ms
 * @see {@link https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ | Exponential Backoff And Jitter}
 */
export function fullJitterBackoff(
  attemptNumber: number,
  backoffFactor: number,
  random: () => number,
): number {
  // The exponent stays where the power is finite: 0 times infinity would be no number.
  const power = 2 ** Math.min(attemptNumber - 1, 1000);
  const bound = Math.min(MAX_BACKOFF_MS, backoffFactor * 1000 * power);
  return random() * bound;
}
