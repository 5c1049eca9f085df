import { catchError, isObservable, type Observable, throwError } from 'rxjs';
import type { AuthHeaders, AuthHeadersInput } from '../auth/auth-strategy';
import { AuthStrategyError } from '../errors/auth-strategy-error';
import { isImednetError } from '../errors/imednet-error';
import { firstOf } from '../http/first-of';

/**
 * Asks for credentials: headers at once where they are there, since that is the usual case and each operator
 * costs; else an Observable that emits them once.
 *
 * @throws AuthStrategyError when the strategy fails; the Observable errors with it
 */
export function headersFrom(source: () => AuthHeadersInput): AuthHeaders | Observable<AuthHeaders> {
  try {
    const headers = source();
    return isDeferred(headers) ? firstHeaders(headers) : headers;
  } catch (error) {
    throw toAuthError(error);
  }
}

function firstHeaders(headers: Observable<AuthHeaders> | PromiseLike<AuthHeaders>): Observable<AuthHeaders> {
  return firstOf(headers, () => new RangeError('no headers')).pipe(
    catchError((error: unknown) => throwError(() => toAuthError(error))),
  );
}

function toAuthError(error: unknown): Error {
  return isImednetError(error) ? error : new AuthStrategyError(error);
}

function isDeferred(input: AuthHeadersInput): input is Observable<AuthHeaders> | PromiseLike<AuthHeaders> {
  return isObservable(input) || typeof input.then === 'function';
}
