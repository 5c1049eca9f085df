import type { Attributes } from '@opentelemetry/api';
import { ApiError } from '../errors/api-error';
import { isImednetError } from '../errors/imednet-error';

/** What is told of an error: the status of an answer, the kind of any other. */
export function errorAttributes(error: unknown): Attributes {
  if (error instanceof ApiError) {
    const { status, receivedStatus = status } = error;
    return { 'http.response.status_code': receivedStatus, 'error.type': String(status) };
  }
  return { 'error.type': isImednetError(error) ? error.name : '_OTHER' };
}
