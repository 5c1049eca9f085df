import { type Observable, type RetryConfig, throwError, timer } from 'rxjs';
import { decideRetry } from './decide-retry';
import type { RetryOptions } from './retry-options';
import type { RetryPolicy } from './retry-policy';

/**
 * Turns a {@link RetryPolicy} into the configuration of the RxJS `retry` operator.
 *
 * @param policy - the policy, or a function that gives the current one at each decision
 * @param options - number of retries, backoff, method
 * @returns `{count, delay}`, whose delay notifier always either emits or errors, never just completes
 *
 * @example
 * ```ts
 * source$.pipe(retry(toRetryConfig(new DefaultRetryPolicy(), { retries: 3, method: 'GET' })));
 * ```
 * @see {@link https://rxjs.dev/api/operators/retry | RxJS retry}
 */
export function toRetryConfig(policy: RetryPolicy | (() => RetryPolicy), options: RetryOptions): RetryConfig {
  const currentPolicy = typeof policy === 'function' ? policy : (): RetryPolicy => policy;
  return {
    count: options.retries,
    delay: (error: unknown, attemptNumber: number): Observable<unknown> => {
      const wait = decideRetry(currentPolicy, error, attemptNumber, options);
      return wait === undefined ? throwError(() => error) : timer(wait);
    },
  };
}
