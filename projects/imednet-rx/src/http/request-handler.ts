import type { AxiosResponse } from 'axios';
import type { Observable } from 'rxjs';
import type { ImednetRequest } from './imednet-request';

/** Sends a request: cold, one response per subscription, aborted on unsubscribe. */
export type RequestHandler = (request: ImednetRequest) => Observable<AxiosResponse>;

/**
 * A step around the rest of the pipeline, shaped as Angular's functional `HttpInterceptorFn`.
 *
 * @example
 * ```ts
 * const addTenant: RequestInterceptor = (request, next) =>
 *   next({ ...request, headers: { ...request.headers, 'x-tenant': 'emea' } });
 * ```
 */
export type RequestInterceptor = (request: ImednetRequest, next: RequestHandler) => Observable<AxiosResponse>;

/** Joins interceptors, outermost first, with the handler that ends the chain. */
export function chain(interceptors: readonly RequestInterceptor[], handler: RequestHandler): RequestHandler {
  return interceptors.reduceRight<RequestHandler>(
    (next, interceptor) => (request) => interceptor(request, next),
    handler,
  );
}
