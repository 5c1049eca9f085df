import { requireNumber } from './require-number';

/** How the rate follows what the server can take; rates in requests per second. */
export interface AimdOptions {
  /** Highest rate, which a client starts with. */
  readonly ceiling: number;
  /** Lowest rate; 0.1 by default. */
  readonly floor?: number;
  /** What a second full of successes adds to the rate; 1 by default. */
  readonly increase?: number;
  /** What a refusal multiplies the rate with, above 0 and below 1; 0.5 by default. */
  readonly decrease?: number;
  /** Shortest time between two decreases, in ms; 1 000 by default. */
  readonly cooldown?: number;
}

/**
 * Additive increase, multiplicative decrease: feels for the rate that the server accepts.
 *
 * One overload answers many requests at once, so that it lowers the rate once: refusals of requests that
 * were sent before the last decrease, or within the cooldown, are no news.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc5681#section-3.1 | RFC 5681, congestion avoidance}
 */
export class AimdRate {
  readonly #ceiling: number;
  readonly #floor: number;
  readonly #increase: number;
  readonly #decrease: number;
  readonly #cooldown: number;
  #rate: number;
  #decreasedAt = -Infinity;

  /** @throws ConfigurationError naming the option that is out of range */
  constructor({ ceiling, floor = 0.1, increase = 1, decrease = 0.5, cooldown = 1000 }: AimdOptions) {
    this.#ceiling = requireNumber('adaptiveRate.ceiling', ceiling, { min: 0.001 });
    this.#floor = Math.min(ceiling, requireNumber('adaptiveRate.floor', floor, { min: 0.001 }));
    this.#increase = requireNumber('adaptiveRate.increase', increase, { min: 0 });
    this.#decrease = requireNumber('adaptiveRate.decrease', decrease, { min: 0.001, max: 0.999 });
    this.#cooldown = requireNumber('adaptiveRate.cooldown', cooldown, { min: 0 });
    this.#rate = ceiling;
  }

  /** Requests per second. */
  get rate(): number {
    return this.#rate;
  }

  /** Takes in a success. At a rate of r there are r of them in a second, hence the share of each. */
  succeeded(): void {
    this.#rate = Math.min(this.#ceiling, this.#rate + this.#increase / Math.max(1, this.#rate));
  }

  /**
   * Takes in a refusal for overload.
   *
   * @param sentAt - when the refused request was sent, ms since the epoch
   * @param now - ms since the epoch
   */
  refused(sentAt: number, now: number): void {
    const elapsed = now - this.#decreasedAt;
    // Negative: the clock was set back, and tells nothing about the order.
    if (elapsed >= 0 && (sentAt < this.#decreasedAt || elapsed < this.#cooldown)) return;
    this.#rate = Math.max(this.#floor, this.#rate * this.#decrease);
    this.#decreasedAt = now;
  }
}
