import { defer } from 'rxjs';
import { assertHeaders } from '../http/header-safety';
import type { RequestInterceptor } from '../http/request-handler';
import { assertNoQuery, assertOrigin, isPlainlyAt, parseUrl } from '../http/resolve-url';

/** Checks the request once more as it leaves, since interceptors and auth strategies can change it. */
export function guardOutbound(baseUrl: string, allowedOrigins: readonly string[]): RequestInterceptor {
  const { origin } = new URL(baseUrl);
  return (request, next) =>
    defer(() => {
      if (!isPlainlyAt(origin, request.url)) {
        const url = parseUrl(request.url);
        assertOrigin(url, baseUrl, allowedOrigins);
        assertNoQuery(url);
      }
      assertHeaders(request.headers);
      return next(request);
    });
}
