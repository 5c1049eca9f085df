import { Agent as HttpAgent, type AgentOptions } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { NodeAdapterOptions } from './node-adapter-options';
import { TunnelAgent } from './tunnel-agent';

/** As long as Node's global agents keep a connection that nobody uses. */
const IDLE_MS = 5_000;

/** The connections of one adapter, kept alive between requests, each kind made when first needed. */
export class Agents {
  readonly #options: AgentOptions;
  readonly #tls: NodeAdapterOptions['tls'];
  readonly #agents = new Map<string, HttpAgent>();

  constructor({ maxSockets = Infinity, keepAliveMsecs = 1_000, tls }: NodeAdapterOptions) {
    this.#options = { keepAlive: true, scheduling: 'lifo', timeout: IDLE_MS, maxSockets, keepAliveMsecs };
    this.#tls = tls;
  }

  /** To an origin itself. */
  direct(protocol: string): HttpAgent {
    return this.#agent(protocol, () =>
      protocol === 'https:'
        ? new HttpsAgent({ ...this.#options, ...this.#tls })
        : new HttpAgent(this.#options),
    );
  }

  /** To a proxy that reads the request; the client certificate is none of its business. */
  proxy(protocol: string): HttpAgent {
    return this.#agent(`proxy ${protocol}`, () =>
      protocol === 'https:' ? new HttpsAgent(this.#options) : new HttpAgent(this.#options),
    );
  }

  /** Through a proxy that only passes bytes on. */
  tunnel(proxy: URL): HttpAgent {
    return this.#agent(`tunnel ${proxy.href}`, () => new TunnelAgent(proxy, this.#options));
  }

  destroy(): void {
    for (const agent of this.#agents.values()) agent.destroy();
  }

  #agent(key: string, make: () => HttpAgent): HttpAgent {
    let agent = this.#agents.get(key);
    if (!agent) this.#agents.set(key, (agent = make()));
    return agent;
  }
}
