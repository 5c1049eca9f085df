import type { InternalAxiosRequestConfig } from 'axios';
import type { Dispatcher } from 'undici';
import { ACCEPT_ENCODING } from './decoders';
import type { Route } from './routes';

type Headers = Record<string, string | string[]>;

/** What undici needs to know about a request. */
export function dispatchOptions(
  config: InternalAxiosRequestConfig,
  url: URL,
  route: Route,
  body: string | undefined,
): Dispatcher.DispatchOptions {
  const path = url.pathname + url.search;
  return {
    origin: route.origin,
    method: config.method?.toUpperCase() ?? 'GET',
    path: route.proxyHeaders ? url.origin + path : path,
    headers: { ...headersOf(config.headers), ...route.proxyHeaders },
    ...(body === undefined ? {} : { body }),
  };
}

function headersOf(given: InternalAxiosRequestConfig['headers']): Headers {
  const headers: Headers = { 'accept-encoding': ACCEPT_ENCODING };
  for (const [name, value] of Object.entries(given)) {
    // axios marks a header that is not to be sent with `false` or `null`.
    if (value === null || value === undefined || value === false) continue;
    // One spelling, so that a caller's header takes the place of ours.
    headers[name.toLowerCase()] = Array.isArray(value) ? value.map(String) : String(value);
  }
  return headers;
}
