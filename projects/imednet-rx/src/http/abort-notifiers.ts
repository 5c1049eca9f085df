import { defer, type Observable, of, share } from 'rxjs';
import { eventsOf } from './events-of';

/**
 * Turns signals into Observables, with one listener on each signal however many calls share it: Node warns
 * of a leak beyond ten.
 */
export class AbortNotifiers {
  readonly #bySignal = new WeakMap<AbortSignal, Observable<unknown>>();

  /** Emits when the signal aborts; at once when it has. */
  of(signal: AbortSignal): Observable<unknown> {
    const known$ = this.#bySignal.get(signal) ?? eventsOf(signal, 'abort').pipe(share());
    this.#bySignal.set(signal, known$);
    return defer(() => (signal.aborted ? of(true) : known$));
  }
}
