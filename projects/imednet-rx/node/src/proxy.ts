import { AdapterError, ConfigurationError } from 'imednet-rx';
// @ts-expect-error The package has no types.
import { getProxyForUrl } from 'proxy-from-env';
import type { NodeAdapterOptions } from './node-adapter-options';

/** The proxy for an address, if there is one. */
export type ProxyOf = (url: URL) => URL | undefined;

/**
 * Reads the option `proxy`.
 *
 * @throws ConfigurationError when it is no address of a proxy
 */
export function proxyOf(setting: NodeAdapterOptions['proxy'] = 'env'): ProxyOf {
  if (setting === 'env') return proxyFromEnvironment;
  if (setting === false) return () => undefined;
  const proxy = toProxyUrl(String(setting));
  // The address may hold a password, so the message does not repeat it.
  if (!proxy) throw new ConfigurationError('`proxy` must be an http: or https: address, "env" or false.');
  return () => proxy;
}

function proxyFromEnvironment(url: URL): URL | undefined {
  const proxy = (getProxyForUrl as (url: string) => string)(url.href);
  if (proxy === '') return undefined;
  const parsed = toProxyUrl(proxy);
  // Going past a proxy that cannot be used would be the wrong kind of help.
  if (!parsed) throw new AdapterError('ERR_INVALID_PROXY');
  return parsed;
}

function toProxyUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined;
}

/** Value of `proxy-authorization`; `undefined` when the proxy's address names no user. */
export function proxyAuthorization({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}
