import type { AimdOptions } from '../policies/aimd-rate';
import type { CircuitBreakerOptions } from '../policies/circuit-breaker';
import type { LruCacheOptions } from '../policies/lru-cache';
import type { RetryBudgetOptions } from '../policies/retry-budget';
import type { RateLimit } from '../policies/token-bucket';

/** How a client treats its server; all of it counts over all calls of that one client. */
export interface FlowControlConfig {
  /** Attempts in flight at the same time; any number by default. */
  readonly concurrency?: number;
  /** Attempts that may start in a time; any number by default. */
  readonly rateLimit?: RateLimit;
  /** Lowers the rate after 429 and 503, and recovers; off by default. */
  readonly adaptiveRate?: AimdOptions;
  /** Keeps retries from hammering a server that is down; on by default, `false` switches it off. */
  readonly retryBudget?: RetryBudgetOptions | false;
  /** Stops sending to a host that keeps failing until a probe succeeds; off by default, `true` takes its defaults. */
  readonly circuitBreaker?: CircuitBreakerOptions | boolean;
  /**
   * Keeps the answers of calls with `share: true` for later ones; none by default.
   *
   * It holds clinical data in memory until they are too old, make room, something is written, or the client
   * is closed.
   */
  readonly share?: LruCacheOptions;
}
