import { concat, defer, distinctUntilChanged, type Observable, of } from 'rxjs';
import { onDemand } from '../http/load-on-demand';
import type { RequestInterceptor } from '../http/request-handler';
import type { Telemetry } from '../observability/telemetry';
import type { CircuitBreakerOptions, CircuitState } from '../policies/circuit-breaker';
import { circuitSettings } from '../policies/circuit-settings';
import type * as Steps from './break-circuit';
import type { HostCircuits } from './host-circuits';

/** The circuit breakers of one client, which are loaded with its first request. */
export class CircuitsOnDemand {
  readonly #settings: CircuitBreakerOptions;
  readonly #telemetry: Telemetry;
  readonly #modules = onDemand('circuitBreaker', () =>
    Promise.all([import('./host-circuits'), import('./break-circuit'), import('./report-circuits')]),
  );
  #circuits: HostCircuits | undefined;

  /**
   * @param telemetry - told of each change of a circuit
   * @throws ConfigurationError naming the option that is out of range
   */
  constructor(options: CircuitBreakerOptions, telemetry: Telemetry) {
    this.#settings = circuitSettings(options);
    this.#telemetry = telemetry;
  }

  /** Rejects an attempt at once while its host's circuit is open, without counting it. */
  readonly refuseWhileOpen: RequestInterceptor = (request, next) =>
    this.#use((circuits, { refuseWhileOpen }) => refuseWhileOpen(circuits)(request, next));

  /** Lets an attempt through while its host's circuit does, and counts how it ends. */
  readonly breakCircuit: RequestInterceptor = (request, next) =>
    this.#use((circuits, { breakCircuit }) => breakCircuit(circuits)(request, next));

  /** The state of a host's circuit, then each change: closed until the first request. */
  state$(host: string): Observable<CircuitState> {
    const state$ = this.#use((circuits) => circuits.of(host).state$);
    return defer(() =>
      this.#circuits ? state$ : concat(of('closed' as const), state$).pipe(distinctUntilChanged()),
    );
  }

  #use<R>(use: (circuits: HostCircuits, steps: typeof Steps) => Observable<R>): Observable<R> {
    return this.#modules(([{ HostCircuits }, steps, { reportCircuits }]) => {
      this.#circuits ??= new HostCircuits(this.#settings, reportCircuits(this.#telemetry));
      return use(this.#circuits, steps);
    });
  }
}
