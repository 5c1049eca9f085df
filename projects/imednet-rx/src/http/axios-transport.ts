import { type AxiosAdapter, AxiosHeaders, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import { Axios } from 'axios-observable';
import { map, Observable } from 'rxjs';
import { toQueryString } from './query-params';
import type { ImednetRequest } from './imednet-request';
import type { RequestHandler } from './request-handler';

/** Node's sockets first; in browsers `fetch`, since it alone can refuse a redirect; `xhr` as the last resort. */
const DEFAULT_ADAPTERS = ['http', 'fetch', 'xhr'];

/**
 * The end of the pipeline: sends a request through axios, as an Observable.
 *
 * It gives the body as text with whatever status came, so that one place decides what is data and what an
 * error, and follows no redirect.
 *
 * @param adapter - axios adapter to send with; axios' own by default
 */
export function axiosTransport(adapter: AxiosAdapter | string | undefined): RequestHandler {
  const axios = Axios.create({
    adapter: adapter ?? DEFAULT_ADAPTERS,
    responseType: 'text',
    transformResponse: [],
    transformRequest: [],
    validateStatus: () => true,
    maxRedirects: 0,
  });
  return (request) =>
    // axios-observable keeps one AbortController per Observable: make one per subscription. It also patches
    // the subscriber that it is given, hence the plain observer.
    new Observable<AxiosResponse>((subscriber) => {
      const subscription = axios.request(toAxiosConfig(request)).subscribe({
        next: (response) => {
          // It would abort a request that has completed, too: an exception each time, whose stack keeps the
          // page in memory until a full garbage collection. The answer is whole, so take the patch off.
          Reflect.deleteProperty(subscription, 'unsubscribe');
          subscriber.next(response);
        },
        error: (error) => {
          subscriber.error(error);
        },
        complete: () => {
          subscriber.complete();
        },
      });
      return () => {
        subscription.unsubscribe();
      };
    }).pipe(map((response) => withoutCredentials(response, request)));
}

function toAxiosConfig(request: ImednetRequest): {
  method: string;
  url: string;
  headers: Record<string, string>;
  data?: string;
} {
  const query = toQueryString(request.params);
  return {
    method: request.method,
    url: query === '' ? request.url : `${request.url}?${query}`,
    headers: { ...request.headers },
    ...(request.body === undefined ? {} : { data: request.body }),
  };
}

/** axios hangs the sent headers and the socket on the response; neither may reach interceptors or users. */
function withoutCredentials(response: AxiosResponse, request: ImednetRequest): AxiosResponse {
  const config: InternalAxiosRequestConfig = {
    method: request.method,
    url: request.url,
    params: request.params,
    headers: new AxiosHeaders(),
  };
  return {
    data: response.data as unknown,
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
    config,
  };
}
