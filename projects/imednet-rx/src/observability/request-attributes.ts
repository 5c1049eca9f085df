import type { Attributes } from '@opentelemetry/api';
import type { ImednetRequest } from '../http/imednet-request';
import { parseUrl } from '../http/resolve-url';

/** Parameters of the API; the name of any other could be anything. */
const PARAMETERS = ['page', 'size', 'sort', 'filter', 'recordDataFilter', 'includeInactive'];

type Target = Pick<ImednetRequest, 'method' | 'url' | 'route'>;

interface Known {
  readonly target: Target;
  readonly origin: string;
  readonly attributes: Attributes;
}

/**
 * What spans and metrics tell of a client's requests; pages of a list have it in common.
 *
 * @see {@link https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-client-span | HTTP client span}
 */
export class RequestAttributes {
  #last: Known | undefined;

  /** What metrics tell. */
  ofRequest(request: ImednetRequest): Attributes {
    return this.#known(request).attributes;
  }

  /** What spans tell. */
  ofAttempt(request: ImednetRequest): Attributes {
    const { attributes, origin } = this.#known(request);
    const { attempt } = request;
    return {
      ...attributes,
      'network.protocol.name': 'http',
      'url.full': scrubbedUrl(origin, request),
      ...(attempt > 1 ? { 'http.request.resend_count': attempt - 1 } : {}),
    };
  }

  #known(request: ImednetRequest): Known {
    const last = this.#last;
    const { method, url, route } = request;
    if (last && isSame(last.target, request)) return last;
    const { hostname, port, protocol, origin } = parseUrl(url);
    const attributes = {
      'http.request.method': method,
      'server.address': hostname,
      'server.port': port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
      'url.template': route,
    };
    return (this.#last = { target: { method, url, route }, origin, attributes });
  }
}

function isSame(a: Target, b: Target): boolean {
  return a.url === b.url && a.route === b.route && a.method === b.method;
}

/** Origin, route and known names of the query: no value of a path or a query. */
function scrubbedUrl(origin: string, { route, params }: ImednetRequest): string {
  const names = PARAMETERS.filter((name) => params[name] !== undefined);
  const query = names.map((name) => `${name}=REDACTED`).join('&');
  return `${origin}${route}${query && `?${query}`}`;
}
