import { setImmediate } from 'node:timers';

/**
 * Runs steps one in a turn of the event loop, in order; the first one at once.
 *
 * undici sends the next request over a connection a turn behind the answer. If eight answers that come
 * together were all worked on in one turn, eight requests would wait for all of that work.
 */
export class TurnQueue {
  readonly #steps: (() => void)[] = [];
  #taken = false;

  add(step: () => void): void {
    if (this.#taken) {
      this.#steps.push(step);
      return;
    }
    this.#taken = true;
    setImmediate(this.#next);
    step();
  }

  readonly #next = (): void => {
    const step = this.#steps.shift();
    this.#taken = step !== undefined;
    if (!step) return;
    setImmediate(this.#next);
    step();
  };
}
