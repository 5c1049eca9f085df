import type { RandomSource } from './random';

/** How attempts are repeated, beside the policy's own decision. */
export interface RetryOptions {
  /** Attempts after the first, at most; 0 or more. */
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
