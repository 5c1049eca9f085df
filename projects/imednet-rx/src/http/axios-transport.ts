import type { AxiosAdapter, AxiosHeaders, AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import { createObservable } from 'axios-observable/dist/create-observable.js';
import { Observable } from 'rxjs';
import { ResponseTooLargeError } from '../errors/response-too-large-error';
import { toQueryString } from './query-params';
import type { ImednetRequest } from './imednet-request';
import type { ImednetResponse } from './imednet-response';
import type { RequestHandler } from './request-handler';
import { RequestHeaders } from './request-headers';
import { resolveAdapter } from './resolve-adapter';
import { isData, isTooLarge } from './response-body';

/** What every request asks of its adapter. */
const SETTINGS = {
  responseType: 'text',
  validateStatus: () => true,
  maxRedirects: 0,
  xsrfCookieName: 'XSRF-TOKEN',
  xsrfHeaderName: 'X-XSRF-TOKEN',
} as const;

/**
 * The end of the pipeline: sends a request through an axios adapter, as an Observable.
 *
 * It gives the body as text with whatever status came, so that one place decides what is data and what an
 * error, and follows no redirect.
 *
 * @param adapter - axios adapter to send with, or its name; one that works here by default
 * @param maxResponseBytes - largest body after decompression; adapters read it as `maxContentLength`
 * @throws ConfigurationError when there is no such adapter here
 */
export function axiosTransport(
  adapter: AxiosAdapter | string | undefined,
  maxResponseBytes: number,
): RequestHandler {
  // Merging defaults and transforming is all that an axios instance would add. There is nothing to merge or
  // to transform here, and it costs more than the rest of the pipeline.
  const resolved = resolveAdapter(adapter);
  // An adapter of the application may return any thenable, or throw at once.
  const send: AxiosAdapter = (config) => Promise.resolve(resolved(config));
  return (request) =>
    // axios-observable keeps one AbortController per Observable: make one per subscription. It also patches
    // the subscriber that it is given, hence the plain observer.
    new Observable<AxiosResponse>((subscriber) => {
      const subscription = createObservable<unknown>(
        send,
        toAxiosConfig(request, maxResponseBytes),
      ).subscribe({
        next: (response) => {
          let own: ImednetResponse;
          try {
            own = withoutCredentials(response, request);
          } catch (error) {
            // An adapter of the application returned no response; thrown here it would end the process.
            subscriber.error(error);
            return;
          }
          // It would abort a request that has completed, too: an exception each time, whose stack keeps the
          // page in memory until a full garbage collection. The answer is whole, so take the patch off.
          Reflect.deleteProperty(subscription, 'unsubscribe');
          // For adapters that do not count bytes: a character takes at least one.
          if (typeof own.data !== 'string' || own.data.length <= maxResponseBytes) subscriber.next(own);
          else if (isData(own.status)) tooLarge();
          else subscriber.next({ ...own, data: '' });
        },
        error: (error) => {
          if (isTooLarge(error)) tooLarge();
          else subscriber.error(error);
        },
        complete: () => {
          subscriber.complete();
        },
      });
      return () => {
        subscription.unsubscribe();
      };

      function tooLarge(): void {
        subscriber.error(new ResponseTooLargeError(request, maxResponseBytes));
      }
    });
}

function toAxiosConfig(
  { method, url, params, headers, body }: ImednetRequest,
  maxContentLength: number,
): InternalAxiosRequestConfig {
  const query = toQueryString(params);
  return {
    ...SETTINGS,
    method,
    url: query === '' ? url : `${url}?${query}`,
    headers: forAdapters(new RequestHeaders(headers)),
    data: body,
    maxContentLength,
  };
}

/** Typed as what adapters are promised, of which they use the everyday methods. */
function forAdapters(headers: RequestHeaders): AxiosHeaders {
  return headers as unknown as AxiosHeaders;
}

/** axios hangs the sent headers and the socket on the response; neither may reach interceptors or users. */
function withoutCredentials(response: ImednetResponse, request: ImednetRequest): ImednetResponse {
  const config: InternalAxiosRequestConfig = {
    method: request.method,
    url: request.url,
    params: request.params,
    headers: forAdapters(new RequestHeaders()),
  };
  return {
    data: response.data,
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
    config,
    ...(response.bodySize === undefined ? {} : { bodySize: response.bodySize }),
  };
}
