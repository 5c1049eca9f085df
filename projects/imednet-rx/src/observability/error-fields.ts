import { ApiError } from '../errors/api-error';
import { isImednetError } from '../errors/imednet-error';
import { RequestError } from '../errors/request-error';
import type { LogFields } from './logger';

/** What may be logged of an error: its kind and codes, never its message, which could be anybody's. */
export function errorFields(error: unknown): LogFields {
  const errorType = isImednetError(error) ? error.name : 'Error';
  if (error instanceof ApiError)
    return { errorType, status: error.receivedStatus ?? error.status, ...codeOf(error) };
  return error instanceof RequestError ? { errorType, ...codeOf(error) } : { errorType };
}

function codeOf({ code }: { readonly code?: string }): LogFields {
  return code === undefined ? {} : { errorCode: code };
}
