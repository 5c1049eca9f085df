import type { AxiosResponse } from 'axios';
import { type Observable, type RetryConfig, throwError, timer } from 'rxjs';
import { ApiError, responseOf } from '../errors/api-error';
import { fullJitterBackoff } from './backoff';
import { type RandomSource, systemRandom } from './random';
import type { RetryPolicy, RetryState } from './retry-policy';

/** How attempts are repeated, beside the policy's own decision. */
export interface RetryOptions {
  /** Attempts after the first, at most; items ≥ 0. */
  readonly retries: number;
  /** Multiplier of the exponential backoff, in seconds; 1 by default. */
  readonly backoffFactor?: number;
  /** Longest `Retry-After` that is waited for, in ms; a longer one ends the call at once. 60 000 by default. */
  readonly maxRetryAfter?: number;
  /** HTTP method of the request, for the policy. */
  readonly method?: string;
  /** Source of the jitter; `Math.random` by default. */
  readonly random?: RandomSource;
}

/** A delay beyond this overflows the timers of browsers and Node, which then fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

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
      const wait = decide(currentPolicy, retryState(error, attemptNumber, options.method), options);
      return wait === undefined ? throwError(() => error) : timer(wait);
    },
  };
}

function retryState(error: unknown, attemptNumber: number, method: string | undefined): RetryState {
  const result = responseOf(error) as AxiosResponse | undefined;
  return {
    attemptNumber,
    exception: error,
    ...(result === undefined ? {} : { result }),
    ...(method === undefined ? {} : { method }),
  };
}

/** The delay in ms, or `undefined` to give up. */
function decide(
  currentPolicy: () => RetryPolicy,
  state: RetryState,
  options: RetryOptions,
): number | undefined {
  try {
    const policy = currentPolicy();
    if (!policy.shouldRetry(state)) return undefined;
    const delay: unknown = policy.delay?.(state);
    if (typeof delay === 'number' && delay >= 0 && delay <= MAX_TIMER_MS) return delay;
    return defaultDelay(state, options);
  } catch {
    // The subscriber must learn of the failed request, not of a broken callback.
    return undefined;
  }
}

function defaultDelay(
  { exception, attemptNumber }: RetryState,
  { maxRetryAfter = 60_000, backoffFactor = 1, random = systemRandom }: RetryOptions,
): number | undefined {
  const retryAfter = exception instanceof ApiError ? exception.retryAfter : undefined;
  if (retryAfter === undefined) return fullJitterBackoff(attemptNumber, backoffFactor, random);
  return retryAfter <= Math.min(maxRetryAfter, MAX_TIMER_MS) ? retryAfter : undefined;
}
