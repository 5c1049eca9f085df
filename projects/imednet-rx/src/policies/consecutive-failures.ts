import { requireNumber } from './require-number';
import type { TripCondition } from './trip-condition';

/** Trips at a number of failures in a row. */
export class ConsecutiveFailures implements TripCondition {
  readonly #limit: number;
  #failures = 0;

  /** @throws ConfigurationError when the limit is no whole number above 0 */
  constructor(limit: number) {
    this.#limit = requireNumber('circuitBreaker.failures', limit, { min: 1, whole: true });
  }

  trips(failed: boolean): boolean {
    this.#failures = failed ? this.#failures + 1 : 0;
    return this.#failures >= this.#limit;
  }

  reset(): void {
    this.#failures = 0;
  }
}
