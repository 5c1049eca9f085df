import { type MonoTypeOperatorFunction, retry } from 'rxjs';
import type { RetryOptions } from './retry-options';
import type { RetryPolicy } from './retry-policy';
import { toRetryConfig } from './to-retry-config';

/**
 * Repeats the source while a {@link RetryPolicy} says so.
 *
 * Put it around a single request, never around a list: resubscribing a list emits its items again.
 *
 * @param policy - the policy, or a function that gives the current one at each decision
 * @param options - number of retries, backoff, method
 * @returns an operator that emits what the source emits, completes with it, and errors with the last
 *   attempt's error
 *
 * @example
 * ```ts
 * defer(() => fetchToken()).pipe(retryWithPolicy(new DefaultRetryPolicy(), { retries: 2, method: 'GET' }));
 * ```
 */
export function retryWithPolicy<T>(
  policy: RetryPolicy | (() => RetryPolicy),
  options: RetryOptions,
): MonoTypeOperatorFunction<T> {
  return retry(toRetryConfig(policy, options));
}
