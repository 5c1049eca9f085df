import type { Agent, IncomingMessage } from 'node:http';
import type { AuthStrategy, Logger } from 'imednet-rx';
import type { NodeAdapterOptions, NodeTlsOptions } from '../node-adapter-options';
import type { Answer } from './ask';
import type { ProxyLimiter, ProxyRateLimit } from './proxy-limiter';
import type { ProxyRequest } from './proxy-request';
import type { ProxyRoute } from './proxy-route';
import type { QueryParameters } from './read-query';

/** How often may be asked; what is over it is answered with 429 and `Retry-After`. */
export interface ProxyRateLimits {
  /** Of each caller, authorised or not; 100 requests in 10 000 ms by default, `false` for none. */
  readonly perCaller?: ProxyRateLimit | ProxyLimiter | false;
  /** Of all together, authorised ones only; 500 requests in 10 000 ms by default, `false` for none. */
  readonly total?: ProxyRateLimit | ProxyLimiter | false;
}

/** Settings of `createImednetProxy`. */
export interface ImednetProxyOptions<Incoming extends IncomingMessage = IncomingMessage> {
  /**
   * Decides whether the caller may send this request, after routes and studies have let it through: `true` and nothing
   * else lets it pass, anything else is answered with 403. What it throws is answered with 500, without details.
   */
  readonly authorize: (request: ProxyRequest<Incoming>) => Answer<boolean>;
  /** `IMEDNET_API_KEY` by default. */
  readonly apiKey?: string;
  /** `IMEDNET_SECURITY_KEY` by default. */
  readonly securityKey?: string;
  /** Gives the credentials in place of keys. */
  readonly auth?: AuthStrategy;
  /** Address of the API; `IMEDNET_BASE_URL`, else the vendor's, by default. */
  readonly baseUrl?: string;
  /** What stands before `/api/v1/edc` in the addresses that browsers ask for, e.g. `/edc`; nothing by default. */
  readonly mountPath?: string;
  /**
   * Which studies may be asked for: their keys, or who decides on each; every study of the keys by default.
   *
   * The list of studies shows others as well, so with this option it is refused unless `routes` names it.
   */
  readonly studies?:
    readonly string[] | ((studyKey: string, request: ProxyRequest<Incoming>) => Answer<boolean>);
  /** Which routes may be asked for; all by default. */
  readonly routes?: readonly ProxyRoute[];
  /** `false` lets records be posted; nothing can be written by default. */
  readonly readOnly?: boolean;
  /**
   * Names of the query parameters that may be sent, on any route; by default those that the API documents for the
   * route. `'any'` lets all through.
   */
  readonly queryParameters?: QueryParameters;
  /** Largest body of a POST, in bytes; 1 MiB by default. All of it is held in memory before any of it is sent. */
  readonly maxBodyBytes?: number;
  /** Time in which a body has to come in, in ms; 10 000 by default. */
  readonly bodyTimeout?: number;
  /** Time from the request to the last byte of the answer, in ms; 60 000 by default. */
  readonly timeout?: number;
  /** How often may be asked. */
  readonly rateLimit?: ProxyRateLimits;
  /**
   * Whose rate a request counts for; the address of the connection by default, of IPv6 its network of 64 bits. It is the
   * same for all callers behind a reverse proxy.
   */
  readonly callerKey?: (request: ProxyRequest<Incoming>) => string;
  /** Own certificate authority, client certificate and so on, for the API's server. */
  readonly tls?: NodeTlsOptions;
  /**
   * The corporate proxy on the way to an `https:` API, which is tunnelled through: `'env'`, the default, obeys
   * `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` (or lower case) as they are now; an `http:` or `https:` address is
   * always used; `false` for none. An `http:` API is asked directly.
   */
  readonly proxy?: NodeAdapterOptions['proxy'];
  /** Holds the connections to the API; in place of `tls` and `proxy`. */
  readonly agent?: Agent;
  /** Where a line for each request is written; where `setDefaultLogger` says by default. */
  readonly logger?: Logger;
}
