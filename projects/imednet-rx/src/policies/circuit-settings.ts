import type { FailureRatioOptions } from './failure-ratio';
import { requireNumber } from './require-number';

/** When a circuit opens, and how it recovers. */
export interface CircuitBreakerOptions {
  /** Failures in a row that open the circuit, or a share of a sample; 10 in a row by default. */
  readonly failures?: number | FailureRatioOptions;
  /** How long the circuit stays open before it lets probes through, in ms; 10 000 by default. */
  readonly openFor?: number;
  /** Probes that must succeed to close the circuit, and may run at the same time; 1 by default. */
  readonly probes?: number;
}

/**
 * Fills in the defaults of a circuit breaker.
 *
 * @throws ConfigurationError naming the option that is out of range
 */
export function circuitSettings({
  failures = 10,
  openFor = 10_000,
  probes = 1,
}: CircuitBreakerOptions): Required<CircuitBreakerOptions> {
  return {
    failures:
      typeof failures === 'object'
        ? {
            ratio: requireNumber('circuitBreaker.failures.ratio', failures.ratio, {
              ...{ min: Number.EPSILON, max: 1 },
            }),
            window: requireNumber('circuitBreaker.failures.window', failures.window, { min: 1 }),
            minimum: requireNumber('circuitBreaker.failures.minimum', failures.minimum, {
              ...{ min: 1, whole: true },
            }),
          }
        : requireNumber('circuitBreaker.failures', failures, { min: 1, whole: true }),
    openFor: requireNumber('circuitBreaker.openFor', openFor, { min: 0 }),
    probes: requireNumber('circuitBreaker.probes', probes, { min: 1, whole: true }),
  };
}
