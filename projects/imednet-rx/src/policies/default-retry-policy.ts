import { RequestError } from '../errors/request-error';
import { RateLimitError, ServerError } from '../errors/status-errors';
import { IDEMPOTENT_METHODS } from './idempotent-methods';
import type { RetryPolicy, RetryState } from './retry-policy';

/**
 * Retries what is safe to send twice: 429 for every method (the server refused the request unread), and
 * network failures, timeouts, unreadable answers and 5xx for idempotent methods only.
 *
 * A POST that may have arrived is never sent again; neither is a request whose method is unknown.
 *
 * @example
 * ```ts
 * class PatientPolicy extends DefaultRetryPolicy {
 *   override shouldRetry(state: RetryState): boolean {
 *     return state.attemptNumber < 10 && super.shouldRetry(state);
 *   }
 * }
 * ```
 */
export class DefaultRetryPolicy implements RetryPolicy {
  shouldRetry({ exception, method }: RetryState): boolean {
    if (exception instanceof RateLimitError) return true;
    if (method === undefined || !IDEMPOTENT_METHODS.has(method.toUpperCase())) return false;
    return exception instanceof RequestError || exception instanceof ServerError;
  }
}
