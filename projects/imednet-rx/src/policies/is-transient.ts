import { CircuitOpenError } from '../errors/circuit-open-error';
import type { ImednetError } from '../errors/imednet-error';
import { RequestError } from '../errors/request-error';
import { RateLimitError, ServerError } from '../errors/status-errors';

const TRANSIENT = [RequestError, ServerError, RateLimitError, CircuitOpenError];

/** Whether what failed may work a little later, with nothing changed. */
export function isTransient(error: unknown): error is ImednetError {
  return TRANSIENT.some((type) => error instanceof type);
}
