import {
  catchError,
  defer,
  from,
  isObservable,
  type Observable,
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
import { isPlainlyAt, parseUrl } from '../http/resolve-url';

/**
 * Adds the strategy's headers to requests for the client's own origin, and to no other.
 *
 * After a 401 a strategy that can refresh gets one chance; the server did not act on the first request,
 * so that sending it again is safe for every method.
 */
export function authenticate(auth: AuthStrategy, baseUrl: string): RequestInterceptor {
  const ownOrigin = new URL(baseUrl).origin;
  const refresh = auth.refresh?.bind(auth);
  const isOwn = (url: string): boolean => isPlainlyAt(ownOrigin, url) || parseUrl(url).origin === ownOrigin;
  return (request, next) => {
    const send = (added: AuthHeaders): ReturnType<typeof next> =>
      next({ ...request, headers: { ...request.headers, ...added } });
    const sendWith = (source: () => AuthHeadersInput): ReturnType<typeof next> =>
      defer(() => {
        const headers = ask(source);
        // At once where they are there already: it is the usual case, and each operator costs.
        return isObservable(headers) ? headers.pipe(switchMap(send)) : send(headers);
      });
    return defer(() => {
      if (!isOwn(request.url)) return next(request);
      const first$ = sendWith(() => auth.headers());
      if (!refresh) return first$;
      return first$.pipe(
        catchError((error: unknown) =>
          error instanceof UnauthorizedError ? sendWith(refresh) : throwError(() => error),
        ),
      );
    });
  };
}

function ask(source: () => AuthHeadersInput): AuthHeaders | Observable<AuthHeaders> {
  try {
    const headers = source();
    return isDeferred(headers) ? firstOf(headers) : headers;
  } catch (error) {
    throw toAuthError(error);
  }
}

function firstOf(headers: Observable<AuthHeaders> | PromiseLike<AuthHeaders>): Observable<AuthHeaders> {
  return from(headers).pipe(
    take(1),
    throwIfEmpty(),
    catchError((error: unknown) => throwError(() => toAuthError(error))),
  );
}

function toAuthError(error: unknown): Error {
  return isImednetError(error) ? error : new AuthStrategyError(error);
}

function isDeferred(input: AuthHeadersInput): input is Observable<AuthHeaders> | PromiseLike<AuthHeaders> {
  return isObservable(input) || typeof input.then === 'function';
}
