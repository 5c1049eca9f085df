import { requireNumber } from './require-number';

/** How many requests may start in a time. */
export interface RateLimit {
  /** Requests in each period, above 0. */
  readonly requests: number;
  /** Length of the period, in ms. */
  readonly per: number;
  /**
   * Requests that may start at the same time after a rest; 1 by default, which spaces them evenly. In any
   * period at most `requests + burst − 1` requests start.
   */
  readonly burst?: number;
}

/** The smallest number of requests that is honoured. */
const MIN_RATE = 2 ** -31;

/**
 * Token bucket: holds up to `burst` tokens, gains them steadily, and each request takes one.
 *
 * It is kept as a count of what was taken since it was last full, so that no rounding adds up. Waits are
 * whole ms, rounded down, since timers know nothing finer; the fraction carries over to the next token.
 *
 * @see {@link https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm | Generic cell rate algorithm}
 */
export class TokenBucket {
  readonly #burst: number;
  #requests: number;
  #per: number;
  /** When the bucket was last full, ms since the epoch. */
  #origin = 0;
  /** Tokens taken since then, those that have come back included. */
  #taken = 0;

  /** @throws ConfigurationError naming the option that is out of range */
  constructor({ requests, per, burst = 1 }: RateLimit) {
    this.#requests = requireNumber('rateLimit.requests', requests, { min: MIN_RATE });
    this.#per = requireNumber('rateLimit.per', per, { min: 1 });
    this.#burst = requireNumber('rateLimit.burst', burst, { min: 1, whole: true });
  }

  /** Requests per second. */
  get rate(): number {
    return (this.#requests * 1000) / this.#per;
  }

  /**
   * Changes how fast tokens come; those in the bucket stay.
   *
   * @param rate - requests per second, above 0
   * @param now - ms since the epoch
   */
  setRate(rate: number, now: number): void {
    if (rate === this.rate) return;
    this.#restart(now, this.#timeToFull(now) / this.#duration(1));
    this.#requests = Math.max(rate, MIN_RATE);
    this.#per = 1000;
  }

  /**
   * Time until a token is there, in ms; 0 when there is one.
   *
   * @param now - ms since the epoch
   * @param ahead - requests that will take theirs before; 0 by default
   */
  waitTime(now: number, ahead = 0): number {
    // Joined before they are multiplied: whole counts give exact times.
    this.#timeToFull(now);
    const wait = this.#origin - now + this.#duration(this.#taken + ahead + 1 - this.#burst);
    return Math.max(0, Math.floor(wait));
  }

  /**
   * Takes a token; ask {@link waitTime} first.
   *
   * @param now - ms since the epoch
   */
  take(now: number): void {
    this.#timeToFull(now);
    this.#taken++;
  }

  /**
   * Puts a token back that was taken for a request that was not sent.
   *
   * @param now - ms since the epoch
   */
  giveBack(now: number): void {
    if (this.#timeToFull(now) > 0) this.#taken--;
  }

  /** Begins a new count when the bucket is full, or when the clock was set back and the old one means nothing. */
  #timeToFull(now: number): number {
    const left = this.#origin - now + this.#duration(this.#taken);
    if (left <= 0) this.#restart(now, 0);
    // Waits are rounded down, so that one ms more can be owed than an empty bucket takes.
    else if (left > this.#duration(this.#burst) + 1) this.#restart(now, this.#burst);
    else return left;
    return this.#duration(this.#taken);
  }

  #restart(now: number, taken: number): void {
    this.#origin = now;
    this.#taken = taken;
  }

  /** Time in which that many tokens come, in ms. */
  #duration(tokens: number): number {
    return (tokens * this.#per) / this.#requests;
  }
}
