import type { RequestOptions } from 'node:https';
import { Agents } from './agents';
import type { NodeAdapterOptions } from './node-adapter-options';
import { proxyAuthorization, type ProxyOf, proxyOf } from './proxy';

/** How requests get to an origin. */
export interface Route {
  /** What is the same for every request. */
  readonly options: RequestOptions;
  /** Headers for the proxy that reads the request; without such a proxy, `undefined`. */
  readonly proxyHeaders: Readonly<Record<string, string>> | undefined;
}

/** Finds, once for each origin, the way there. */
export class Routes {
  readonly #agents: Agents;
  readonly #proxyOf: ProxyOf;
  readonly #tls: NodeAdapterOptions['tls'];
  readonly #routes = new Map<string, Route>();

  constructor(options: NodeAdapterOptions) {
    this.#agents = new Agents(options);
    this.#proxyOf = proxyOf(options.proxy);
    this.#tls = options.tls;
  }

  to(url: URL): Route {
    let route = this.#routes.get(url.origin);
    if (!route) this.#routes.set(url.origin, (route = this.#find(url)));
    return route;
  }

  destroy(): void {
    this.#agents.destroy();
  }

  #find(url: URL): Route {
    const proxy = this.#proxyOf(url);
    if (!proxy) {
      return { options: optionsFor(url, this.#agents.direct(url.protocol)), proxyHeaders: undefined };
    }
    if (url.protocol === 'https:') {
      // The tunnel's agent does not know how the connection inside is secured, the request has to tell.
      const options = { ...this.#tls, ...optionsFor(url, this.#agents.tunnel(proxy)) };
      return { options, proxyHeaders: undefined };
    }
    const authorization = proxyAuthorization(proxy);
    return {
      options: optionsFor(proxy, this.#agents.proxy(proxy.protocol)),
      proxyHeaders: {
        host: url.host,
        ...(authorization === undefined ? {} : { 'proxy-authorization': authorization }),
      },
    };
  }
}

function optionsFor(url: URL, agent: RequestOptions['agent']): RequestOptions {
  return {
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port,
    agent,
    // Stays strict even if the process was started with `--insecure-http-parser`.
    insecureHTTPParser: false,
  };
}
