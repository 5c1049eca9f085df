import { catchError, defer, isObservable, switchMap, throwError } from 'rxjs';
import type { AuthHeaders, AuthHeadersInput, AuthStrategy } from '../auth/auth-strategy';
import { UnauthorizedError } from '../errors/status-errors';
import type { RequestInterceptor } from '../http/request-handler';
import { isPlainlyAt, parseUrl } from '../http/resolve-url';
import { headersFrom } from './headers-from';

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
        const headers = headersFrom(source);
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
