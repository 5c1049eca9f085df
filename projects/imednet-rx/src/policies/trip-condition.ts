/** Decides from the outcomes of attempts when a closed circuit opens. */
export interface TripCondition {
  /**
   * Takes in one outcome.
   *
   * @param failed - whether the attempt failed
   * @param now - ms since the epoch
   * @returns `true` when the circuit has to open
   */
  trips(failed: boolean, now: number): boolean;
  /** Forgets all outcomes, as the circuit closes again. */
  reset(): void;
}
