/**
 * One write on its way: remembers whether it may have arrived, so that nobody sends it a second time.
 *
 * Pass it as `once` to `post`. Retry policy, interceptors and a second subscription can then send it again
 * only while the server surely did not take it.
 *
 * @example
 * ```ts
 * const once = new Delivery();
 * client.post('/api/v1/edc/studies/DEMO/records', items, { once }).subscribe({
 *   error: () => console.log(once.mayHaveArrived ? 'look for its effect first' : 'nothing was written'),
 * });
 * ```
 */
export class Delivery {
  #mayHaveArrived = false;

  /** @param sendBy - nothing is sent from then on, in ms since the epoch; no limit by default */
  constructor(readonly sendBy = Infinity) {}

  /** Whether something was sent that the server did not surely refuse. */
  get mayHaveArrived(): boolean {
    return this.#mayHaveArrived;
  }

  /** It goes out now. */
  sent(): void {
    this.#mayHaveArrived = true;
  }

  /** The server surely did not take it. */
  refused(): void {
    this.#mayHaveArrived = false;
  }
}
