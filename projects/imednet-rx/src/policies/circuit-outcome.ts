import { ApiError } from '../errors/api-error';
import { UnknownOutcomeError } from '../errors/delivery-errors';
import { RequestError } from '../errors/request-error';
import { ServerError } from '../errors/status-errors';

/** What an attempt tells about the health of its host; `'ignored'`: nothing. */
export type CircuitOutcome = 'success' | 'failure' | 'ignored';

/**
 * Reads the outcome of a failed attempt.
 *
 * Broken connections, timeouts, unreadable answers and 5xx are failures. Any other status, 429 included, is
 * an answer of a host that is up. A write of unknown outcome counts as the error that is its cause. What the client itself refuses says nothing about the host.
 *
 * @param error - typed error of the attempt
 */
export function circuitOutcome(error: unknown): CircuitOutcome {
  if (error instanceof UnknownOutcomeError) return circuitOutcome(error.cause);
  if (error instanceof RequestError || error instanceof ServerError) return 'failure';
  return error instanceof ApiError ? 'success' : 'ignored';
}
