import type { Attributes } from '@opentelemetry/api';
import { ApiError } from '../errors/api-error';
import { isImednetError } from '../errors/imednet-error';
import type { ImednetRequest } from '../http/imednet-request';
import { parseUrl } from '../http/resolve-url';

/** Parameters of the API; the name of any other could be anything. */
const PARAMETERS = ['page', 'size', 'sort', 'filter', 'recordDataFilter', 'includeInactive'];

/**
 * What spans and metrics tell of a request.
 *
 * @see {@link https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-client-span | HTTP client span}
 */
export function requestAttributes({ method, url, route }: ImednetRequest): Attributes {
  const { hostname, port, protocol } = parseUrl(url);
  return {
    'http.request.method': method,
    'server.address': hostname,
    'server.port': port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
    'url.template': route,
    'network.protocol.name': 'http',
  };
}

/** What spans tell beyond that. */
export function attemptAttributes(request: ImednetRequest): Attributes {
  const { attempt } = request;
  return {
    ...requestAttributes(request),
    'url.full': scrubbedUrl(request),
    ...(attempt > 1 ? { 'http.request.resend_count': attempt - 1 } : {}),
  };
}

/** What is told of an error: the status of an answer, the kind of any other. */
export function errorAttributes(error: unknown): Attributes {
  if (error instanceof ApiError) {
    return { 'http.response.status_code': error.status, 'error.type': String(error.status) };
  }
  return { 'error.type': isImednetError(error) ? error.name : '_OTHER' };
}

/** Origin, route and known names of the query: no value of a path or a query. */
function scrubbedUrl({ url, route, params }: ImednetRequest): string {
  const names = PARAMETERS.filter((name) => params[name] !== undefined);
  const query = names.map((name) => `${name}=REDACTED`).join('&');
  return `${parseUrl(url).origin}${route}${query && `?${query}`}`;
}
