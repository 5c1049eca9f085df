import type { OutgoingHttpHeaders } from 'node:http';
import type { RequestOptions } from 'node:https';
import type { InternalAxiosRequestConfig } from 'axios';
import { ACCEPT_ENCODING } from './decompress';
import type { Route } from './routes';

/** What `node:http` needs to know about a request. */
export function toHttpOptions(
  config: InternalAxiosRequestConfig,
  url: URL,
  route: Route,
  body: string | undefined,
): RequestOptions {
  const path = url.pathname + url.search;
  return {
    ...route.options,
    method: config.method?.toUpperCase() ?? 'GET',
    path: route.proxyHeaders ? url.origin + path : path,
    headers: toHttpHeaders(config.headers, route, body),
  };
}

/** Node takes the last of two names that differ in case only: callers come after defaults, facts after callers. */
function toHttpHeaders(
  given: InternalAxiosRequestConfig['headers'],
  route: Route,
  body: string | undefined,
): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = { 'accept-encoding': ACCEPT_ENCODING };
  for (const [name, value] of Object.entries(given)) {
    // axios marks a header that is not to be sent with `false` or `null`.
    if (value === null || value === undefined || value === false) continue;
    headers[name] = Array.isArray(value) ? value.map(String) : String(value);
  }
  if (body !== undefined) headers['content-length'] = Buffer.byteLength(body);
  return route.proxyHeaders ? Object.assign(headers, route.proxyHeaders) : headers;
}
