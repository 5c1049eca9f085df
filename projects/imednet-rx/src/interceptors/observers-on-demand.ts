import { catchError, map, type Observable, of, switchMap } from 'rxjs';
import { onDemand } from '../http/load-on-demand';
import type { RequestInterceptor } from '../http/request-handler';
import type { Telemetry } from '../observability/telemetry';
import type { AttemptObservers } from './observe-attempts';

const observing = onDemand('telemetry', () => import('./observe-attempts'));

/** What makes spans and metrics of one client, which is loaded with the first request that they are wanted of. */
export class ObserversOnDemand {
  readonly #telemetry: Telemetry;
  #observers: AttemptObservers | undefined;

  constructor(telemetry: Telemetry) {
    this.#telemetry = telemetry;
  }

  /** Loads them where they are wanted, outside everything that they observe. */
  readonly load: RequestInterceptor = (request, next) =>
    this.#observers || !this.#telemetry.observes
      ? next(request)
      : this.#loaded().pipe(switchMap(() => next(request)));

  /** Makes a span of each attempt. */
  readonly trace: RequestInterceptor = (request, next) =>
    this.#observers ? this.#observers.trace(request, next) : next(request);

  /** Measures each attempt. */
  readonly measure: RequestInterceptor = (request, next) =>
    this.#observers ? this.#observers.measure(request, next) : next(request);

  /** Emits once. What only observes never fails a request: it is not observed then. */
  #loaded(): Observable<unknown> {
    return observing(({ observeAttempts }) => of(observeAttempts)).pipe(
      map((observeAttempts) => (this.#observers ??= observeAttempts(this.#telemetry))),
      catchError(() => of(undefined)),
    );
  }
}
