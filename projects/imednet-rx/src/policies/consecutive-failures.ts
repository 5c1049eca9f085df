import type { TripCondition } from './trip-condition';

/** Trips at a number of failures in a row. */
export class ConsecutiveFailures implements TripCondition {
  readonly #limit: number;
  #failures = 0;

  /** @param limit - checked, an integer above 0 */
  constructor(limit: number) {
    this.#limit = limit;
  }

  trips(failed: boolean): boolean {
    this.#failures = failed ? this.#failures + 1 : 0;
    return this.#failures >= this.#limit;
  }

  reset(): void {
    this.#failures = 0;
  }
}
