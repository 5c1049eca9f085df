import type { AxiosResponse } from 'axios';
import { ApiError, responseOf } from '../errors/api-error';
import { fullJitterBackoff } from './backoff';
import { MAX_TIMER_MS } from './max-timer';
import { systemRandom } from './random';
import type { RetryPolicy, RetryState } from './retry-policy';
import type { RetryOptions } from './retry-options';

/**
 * Asks a policy about a failed attempt.
 *
 * @param currentPolicy - gives the policy that is current now
 * @param error - why the attempt failed
 * @param attemptNumber - number of the attempt that failed, 1 for the first
 * @param options - backoff, limit of `Retry-After`, method
 * @returns the delay in ms, or `undefined` to give up, also when the policy throws
 */
export function decideRetry(
  currentPolicy: () => RetryPolicy,
  error: unknown,
  attemptNumber: number,
  options: RetryOptions,
): number | undefined {
  const state = retryState(error, attemptNumber, options.method);
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

function retryState(error: unknown, attemptNumber: number, method: string | undefined): RetryState {
  const result = responseOf(error) as AxiosResponse | undefined;
  return {
    attemptNumber,
    exception: error,
    ...(result === undefined ? {} : { result }),
    ...(method === undefined ? {} : { method }),
  };
}

function defaultDelay(
  { exception, attemptNumber }: RetryState,
  { maxRetryAfter = 60_000, backoffFactor = 1, random = systemRandom }: RetryOptions,
): number | undefined {
  const retryAfter = exception instanceof ApiError ? exception.retryAfter : undefined;
  if (retryAfter === undefined) return fullJitterBackoff(attemptNumber, backoffFactor, random);
  return retryAfter <= Math.min(maxRetryAfter, MAX_TIMER_MS) ? retryAfter : undefined;
}
