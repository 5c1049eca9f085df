import {
  catchError,
  defer,
  from,
  isObservable,
  type Observable,
  of,
  switchMap,
  take,
  throwError,
  throwIfEmpty,
} from 'rxjs';
import type { AuthHeaders, AuthHeadersInput, AuthStrategy } from '../auth/auth-strategy';
import { AuthStrategyError } from '../errors/auth-strategy-error';
import { isImednetError } from '../errors/imednet-error';
import { UnauthorizedError } from '../errors/status-errors';
import type { RequestInterceptor } from '../http/request-handler';
import { parseUrl } from '../http/resolve-url';

/**
 * Adds the strategy's headers to requests for the client's own origin, and to no other.
 *
 * After a 401 a strategy that can refresh gets one chance; the server did not act on the first request,
 * so that sending it again is safe for every method.
 */
export function authenticate(auth: AuthStrategy, baseUrl: string): RequestInterceptor {
  const ownOrigin = new URL(baseUrl).origin;
  const refresh = auth.refresh?.bind(auth);
  return (request, next) => {
    const send = (headers$: Observable<AuthHeaders>): ReturnType<typeof next> =>
      headers$.pipe(switchMap((added) => next({ ...request, headers: { ...request.headers, ...added } })));
    return defer(() => {
      if (parseUrl(request.url).origin !== ownOrigin) return next(request);
      const first$ = send(headersFrom(() => auth.headers()));
      if (!refresh) return first$;
      return first$.pipe(
        catchError((error: unknown) =>
          error instanceof UnauthorizedError ? send(headersFrom(refresh)) : throwError(() => error),
        ),
      );
    });
  };
}

function headersFrom(source: () => AuthHeadersInput): Observable<AuthHeaders> {
  return defer(() => toObservable(source())).pipe(
    take(1),
    throwIfEmpty(),
    catchError((error: unknown) =>
      throwError(() => (isImednetError(error) ? error : new AuthStrategyError(error))),
    ),
  );
}

function toObservable(input: AuthHeadersInput): Observable<AuthHeaders> {
  if (isObservable(input)) return input;
  return isPromiseLike(input) ? from(input) : of(input);
}

function isPromiseLike(input: AuthHeaders | PromiseLike<AuthHeaders>): input is PromiseLike<AuthHeaders> {
  return typeof input.then === 'function';
}
