import { ApiError } from '../errors/api-error';
import { NetworkError } from '../errors/request-error';

/** Failures to connect: no byte of the request has left. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** Somebody in between gave up waiting; the server behind may go on. */
const GAVE_UP: ReadonlySet<number> = new Set([408, 499]);

/**
 * Tells whether the server surely did not act on a request that failed, so that sending it again can't write
 * anything twice.
 *
 * That is so after a 4xx, 429 included, and when the connection was refused or the host has no address. It is
 * not after a reset, a timeout, a 5xx, an unreadable answer or an error inside a success, nor in browsers, which do not tell why a connection
 * failed.
 *
 * @param error - typed error of an attempt
 *
 * @example
 * ```ts
 * const policy: RetryPolicy = { shouldRetry: ({ exception }) => surelyNotTaken(exception) };
 * ```
 */
export function surelyNotTaken(error: unknown): boolean {
  if (error instanceof NetworkError) return NEVER_CONNECTED.has(error.code ?? '');
  if (!(error instanceof ApiError) || error.receivedStatus !== undefined) return false;
  return error.status >= 400 && error.status < 500 && !GAVE_UP.has(error.status);
}
