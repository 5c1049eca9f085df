/** A clock that can be moved on, over one that goes by itself or stands still. */
export class FakeClock {
  #passed = 0;
  readonly #now: () => number;

  /** @param now - in ms since 1970 */
  constructor(now: () => number) {
    this.#now = now;
  }

  readonly now = (): number => this.#now() + this.#passed;

  /** @param time - in ms */
  pass(time: number): void {
    this.#passed += time;
  }
}
