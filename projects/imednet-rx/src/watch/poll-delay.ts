import { ApiError } from '../errors/api-error';
import { CircuitOpenError } from '../errors/circuit-open-error';
import type { ImednetError } from '../errors/imednet-error';
import { fullJitterBackoff } from '../policies/backoff';
import { MAX_TIMER_MS } from '../policies/max-timer';

/** A poll that failed, in a way that may pass. */
export interface PollFailure {
  readonly error: ImednetError;
  /** Polls in a row that failed, this one included. */
  readonly failures: number;
  /** Where in its range the wait lies, 0 to 1; drawn once, so that it stays the same however often it is asked for. */
  readonly jitter: number;
}

/**
 * Time until the next poll, in ms.
 *
 * Behind a failure: exponential backoff with full jitter that begins with the usual time and is capped at 60 s, since the
 * data get old meanwhile; and never less than the server, or an open circuit, asks for.
 *
 * @param every - usual time between two polls, in ms
 * @param failure - of the last poll, if it failed
 */
export function pollDelay(every: number, failure?: PollFailure): number {
  if (!failure) return every;
  const { error, failures, jitter } = failure;
  const backoff = fullJitterBackoff(failures, every / 1_000, () => jitter);
  const asked = error instanceof ApiError || error instanceof CircuitOpenError ? (error.retryAfter ?? 0) : 0;
  return Math.min(MAX_TIMER_MS, Math.max(backoff, asked));
}
