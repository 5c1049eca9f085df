import axios, {
  type AxiosAdapter,
  AxiosHeaders,
  type AxiosInstance,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import { Axios } from 'axios-observable';
import { Observable } from 'rxjs';
import { ConfigurationError } from '../errors/client-error';
import { toQueryString } from './query-params';
import type { ImednetRequest } from './imednet-request';
import type { ImednetResponse } from './imednet-response';
import type { RequestHandler } from './request-handler';

/** Node's sockets first; in browsers `fetch`, since it alone can refuse a redirect; `xhr` as the last resort. */
const DEFAULT_ADAPTERS = ['http', 'fetch', 'xhr'];

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
 * @param adapter - axios adapter to send with; axios' own by default
 * @throws ConfigurationError when there is no such adapter here
 */
export function axiosTransport(adapter: AxiosAdapter | string | undefined): RequestHandler {
  const send = resolveAdapter(adapter ?? DEFAULT_ADAPTERS);
  // Merging defaults and transforming is all that an axios instance would add. There is nothing to merge or
  // to transform here, and it costs more than the rest of the pipeline.
  const direct = new Axios({ request: send } as unknown as AxiosInstance);
  return (request) =>
    // axios-observable keeps one AbortController per Observable: make one per subscription. It also patches
    // the subscriber that it is given, hence the plain observer.
    new Observable<AxiosResponse>((subscriber) => {
      const subscription = direct.request(toAxiosConfig(request)).subscribe({
        next: (response) => {
          // It would abort a request that has completed, too: an exception each time, whose stack keeps the
          // page in memory until a full garbage collection. The answer is whole, so take the patch off.
          Reflect.deleteProperty(subscription, 'unsubscribe');
          subscriber.next(withoutCredentials(response, request));
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
    });
}

function resolveAdapter(adapter: AxiosAdapter | string | readonly string[]): AxiosAdapter {
  try {
    return axios.getAdapter(adapter as AxiosAdapter);
  } catch {
    throw new ConfigurationError(
      "`adapter` is none that axios has here. Pass 'http' (Node), 'fetch', 'xhr' (browsers) or a function.",
    );
  }
}

function toAxiosConfig({ method, url, params, headers, body }: ImednetRequest): InternalAxiosRequestConfig {
  const query = toQueryString(params);
  return {
    ...SETTINGS,
    method,
    url: query === '' ? url : `${url}?${query}`,
    headers: toAxiosHeaders(headers),
    data: body,
  };
}

/** As axios' own constructor, which looks each name up among all others; here they are known to be plain. */
function toAxiosHeaders(headers: ImednetRequest['headers']): AxiosHeaders {
  const result = new AxiosHeaders();
  for (const [name, value] of Object.entries(headers)) result[name.toLowerCase()] = value;
  return result;
}

/** axios hangs the sent headers and the socket on the response; neither may reach interceptors or users. */
function withoutCredentials(response: ImednetResponse, request: ImednetRequest): ImednetResponse {
  const config: InternalAxiosRequestConfig = {
    method: request.method,
    url: request.url,
    params: request.params,
    headers: new AxiosHeaders(),
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
