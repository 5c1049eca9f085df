import { defer } from 'rxjs';
import { assertHeaders } from '../http/header-safety';
import type { RequestInterceptor } from '../http/request-handler';
import { assertOrigin, parseUrl } from '../http/resolve-url';

/** Checks the request once more as it leaves, since interceptors and auth strategies can change it. */
export function guardOutbound(baseUrl: string, allowedOrigins: readonly string[]): RequestInterceptor {
  return (request, next) =>
    defer(() => {
      assertOrigin(parseUrl(request.url), baseUrl, allowedOrigins);
      assertHeaders(request.headers);
      return next(request);
    });
}
