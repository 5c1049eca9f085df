import { parseUrl } from '../http/resolve-url';
import { CircuitBreaker, type CircuitBreakerOptions } from '../policies/circuit-breaker';
import type { CircuitListener } from './report-circuits';

/**
 * The circuit breakers of one client, one for each host, made as hosts are called.
 *
 * @example
 * ```ts
 * circuits.of('edc.prod.imednetapi.com').state$.subscribe((state) => showBanner(state !== 'closed'));
 * ```
 */
export class HostCircuits {
  readonly #options: CircuitBreakerOptions;
  readonly #onChange: CircuitListener | undefined;
  readonly #breakers = new Map<string, CircuitBreaker>();

  /**
   * @param onChange - told of each change of a circuit
   * @throws ConfigurationError naming the option that is out of range
   */
  constructor(options: CircuitBreakerOptions = {}, onChange?: CircuitListener) {
    this.#options = options;
    this.#onChange = onChange;
    // Only to refuse bad options now rather than at the first request.
    new CircuitBreaker(options);
  }

  /** @param host - host, with its port where it has one */
  of(host: string): CircuitBreaker {
    const known = this.#breakers.get(host);
    if (known) return known;
    const breaker = new CircuitBreaker(this.#options);
    this.#breakers.set(host, breaker);
    let before = breaker.state;
    breaker.state$.subscribe((state) => {
      if (state !== before) this.#onChange?.(host, state, before);
      before = state;
    });
    return breaker;
  }

  /** @throws InvalidArgumentError when the address is not absolute */
  ofUrl(url: string): { readonly host: string; readonly breaker: CircuitBreaker } {
    const { host } = parseUrl(url);
    return { host, breaker: this.of(host) };
  }
}
