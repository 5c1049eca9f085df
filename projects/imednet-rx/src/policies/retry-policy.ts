import type { AxiosResponse } from 'axios';

/** What a policy knows when it decides about a failed attempt. */
export interface RetryState {
  /** Number of the attempt that just failed; 1 for the first. */
  readonly attemptNumber: number;
  /** Typed error of the attempt. */
  readonly exception?: unknown;
  /** Response of the attempt, when the server gave one. It holds the body: do not log it. */
  readonly result?: AxiosResponse;
  /** HTTP method, upper case. */
  readonly method?: string;
}

/**
 * Decides whether a failed attempt is sent again, and after which delay.
 *
 * A policy is asked about failures only, never about a successful answer, and only while attempts are
 * left (`retries` of the client). If it throws, the attempt's own error goes to the subscriber.
 *
 * @example
 * ```ts
 * const retryServerErrors: RetryPolicy = {
 *   shouldRetry: (state) => state.exception instanceof ServerError && state.method === 'GET',
 * };
 * const client = new ImednetClient({ apiKey, securityKey, retryPolicy: retryServerErrors });
 * ```
 */
export interface RetryPolicy {
  /** `true` to send the request again. */
  shouldRetry(state: RetryState): boolean;
  /** Delay before the next attempt, in ms; without it: `Retry-After`, else exponential backoff with full jitter. */
  delay?(state: RetryState): number;
}
