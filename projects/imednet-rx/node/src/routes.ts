import { type buildConnector, type Client, type Dispatcher, Pool, ProxyAgent } from 'undici';
import type { NodeAdapterOptions } from './node-adapter-options';
import { proxyAuthorization, type ProxyOf, proxyOf } from './proxy';
import { ScopedClient } from './scoped-client';

/** Node gives up on the handshake of a connection later, the caller's time limit maybe before. */
const CONNECT_TIMEOUT = 30_000;

/** How requests get to an origin. */
export interface Route {
  /** The connections to send over. */
  readonly dispatcher: Dispatcher;
  /** Whom they lead to. */
  readonly origin: string;
  /** Headers for the proxy that reads the request; without such a proxy, `undefined`. */
  readonly proxyHeaders: Readonly<Record<string, string>> | undefined;
}

/** The ways of one adapter: each is found once, and its connections are kept alive between requests. */
export class Routes {
  readonly #options: NodeAdapterOptions;
  readonly #proxyOf: ProxyOf;
  readonly #routes = new Map<string, Route>();
  readonly #dispatchers = new Map<string, Dispatcher>();

  constructor(options: NodeAdapterOptions) {
    this.#options = options;
    this.#proxyOf = proxyOf(options.proxy);
  }

  to(url: URL): Route {
    let route = this.#routes.get(url.origin);
    if (!route) this.#routes.set(url.origin, (route = this.#find(url)));
    return route;
  }

  destroy(): void {
    for (const dispatcher of this.#dispatchers.values()) void dispatcher.destroy();
  }

  #find(url: URL): Route {
    const { origin } = url;
    const proxy = this.#proxyOf(url);
    const direct = { origin, proxyHeaders: undefined };
    if (!proxy) return { ...direct, dispatcher: this.#pool(origin, this.#options.tls) };
    if (url.protocol === 'https:') return { ...direct, dispatcher: this.#tunnel(proxy) };
    const authorization = proxyAuthorization(proxy);
    return {
      // The client certificate is none of the proxy's business.
      dispatcher: this.#pool(proxy.origin),
      origin: proxy.origin,
      proxyHeaders: {
        host: url.host,
        ...(authorization === undefined ? {} : { 'proxy-authorization': authorization }),
      },
    };
  }

  /** Straight to an origin, or to a proxy that reads the request. */
  #pool(origin: string, tls?: NodeAdapterOptions['tls']): Dispatcher {
    return this.#once(`${origin} ${tls ? 'secured' : ''}`, () => {
      const connect = this.#connecting(tls);
      return new Pool(origin, { ...limits(this.#options.maxSockets), factory: scopedClient, connect });
    });
  }

  /** Through a proxy that only passes bytes on. */
  #tunnel(proxy: URL): Dispatcher {
    return this.#once(`tunnel ${proxy.href}`, () => {
      const { maxSockets, tls } = this.#options;
      const token = proxyAuthorization(proxy);
      return new ProxyAgent({
        uri: proxy.origin,
        ...(token === undefined ? {} : { token }),
        ...limits(maxSockets),
        requestTls: this.#connecting(tls),
        factory: (origin, options) => new Pool(origin, Object.assign({}, options, { factory: scopedClient })),
        clientFactory: (origin, options) => new Pool(origin, { ...options, headersTimeout: CONNECT_TIMEOUT }),
      });
    });
  }

  #connecting(tls: NodeAdapterOptions['tls']): buildConnector.BuildOptions {
    const { keepAliveMsecs = 1_000 } = this.#options;
    return { ...tls, keepAliveInitialDelay: keepAliveMsecs, timeout: CONNECT_TIMEOUT };
  }

  #once(key: string, make: () => Dispatcher): Dispatcher {
    let dispatcher = this.#dispatchers.get(key);
    if (!dispatcher) this.#dispatchers.set(key, (dispatcher = make()));
    return dispatcher;
  }
}

const scopedClient = (origin: URL, options: Client.Options): Dispatcher => new ScopedClient(origin, options);

/** The client's own time limit counts, from the start of an attempt to the end of its body. */
function limits(maxSockets = Infinity): Pool.Options {
  return {
    connections: Number.isFinite(maxSockets) ? maxSockets : null,
    headersTimeout: 0,
    bodyTimeout: 0,
  };
}
