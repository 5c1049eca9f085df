import { catchError, map, type Observable, of, switchMap } from 'rxjs';
import { onDemand } from '../http/load-on-demand';
import type { RequestInterceptor } from '../http/request-handler';
import type { Telemetry } from '../observability/telemetry';
import type { AttemptObservers } from './observe-attempts';

const observing = onDemand('telemetry', () => import('./observe-attempts'));

/** What makes spans and metrics of one client, which is loaded with the first request that they are wanted of. */
export class ObserversOnDemand {
  readonly #telemetry: Telemetry;
  readonly #propagateTraceTo: readonly string[];
  #observers: AttemptObservers | undefined;

  /** @param propagateTraceTo - origins that are told which span a request belongs to */
  constructor(telemetry: Telemetry, propagateTraceTo: readonly string[]) {
    this.#telemetry = telemetry;
    this.#propagateTraceTo = propagateTraceTo;
  }

  /** Loads them where they are wanted, outside everything that they observe. */
  readonly load: RequestInterceptor = (request, next) =>
    this.#observers || !this.#telemetry.observes
      ? next(request)
      : this.#loaded().pipe(switchMap(() => next(request)));

  /** One of them, which does nothing before it is loaded. */
  step(name: keyof AttemptObservers): RequestInterceptor {
    return (request, next) => (this.#observers ? this.#observers[name](request, next) : next(request));
  }

  /** Emits once. What only observes never fails a request: it is not observed then. */
  #loaded(): Observable<unknown> {
    return observing(({ observeAttempts }) => of(observeAttempts)).pipe(
      map((observe) => (this.#observers ??= observe(this.#telemetry, this.#propagateTraceTo))),
      catchError(() => of(undefined)),
    );
  }
}
