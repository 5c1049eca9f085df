import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { ConfigurationError } from 'imednet-rx';
import { proxyOf } from '../proxy';
import type { ImednetProxyOptions } from './imednet-proxy-options';
import type { Upstream } from './send-upstream';
import { TunnelAgent } from './tunnel-agent';

/**
 * What holds the connections to the API.
 *
 * @throws ConfigurationError when options contradict each other, or the proxy can't be used
 */
export function upstreamAgents(
  address: URL,
  { agent, tls, proxy }: Pick<ImednetProxyOptions, 'agent' | 'tls' | 'proxy'>,
): Upstream['agents'] {
  if (agent) {
    if (tls || proxy !== undefined) {
      throw new ConfigurationError('`agent` is given beside `tls` or `proxy`. Pass these to the agent.');
    }
    return { GET: agent, POST: agent };
  }
  const through = tunnelFor(address, proxy);
  const agentWith = (keepAlive: boolean): Agent => {
    if (address.protocol !== 'https:') return new Agent({ keepAlive });
    return through ? new TunnelAgent(through, { keepAlive, ...tls }) : new TlsAgent({ keepAlive, ...tls });
  };
  // A connection that is kept may be closed by the API in the moment in which it is used again, and whether a POST has
  // arrived would be unknown then.
  return { GET: agentWith(true), POST: agentWith(false) };
}

function tunnelFor(address: URL, setting: ImednetProxyOptions['proxy']): URL | undefined {
  if (address.protocol !== 'https:') {
    if (setting === undefined || setting === 'env' || setting === false) return undefined;
    throw new ConfigurationError('`proxy` would read the keys on their way to an http: address. Use https:.');
  }
  try {
    return proxyOf(setting)(address);
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw new ConfigurationError(
      'The proxy that HTTPS_PROXY or ALL_PROXY names must be an http: or https: address. Correct it, or pass `proxy`.',
    );
  }
}
