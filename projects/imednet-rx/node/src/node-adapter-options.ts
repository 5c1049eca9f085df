import type { SecureContextOptions } from 'node:tls';

/** How the connection to the API is secured, beyond Node's defaults. */
export interface NodeTlsOptions extends Pick<
  SecureContextOptions,
  'ca' | 'cert' | 'ciphers' | 'crl' | 'key' | 'maxVersion' | 'minVersion' | 'passphrase' | 'pfx'
> {
  /** `false` accepts any certificate: for tests only. */
  readonly rejectUnauthorized?: boolean;
  /** Host name to ask for and to check, if it is not the address's. */
  readonly servername?: string;
}

/** Settings of `nodeAdapter`. */
export interface NodeAdapterOptions {
  /** Connections to one origin at a time, further requests wait; unlimited by default. */
  readonly maxSockets?: number;
  /** Delay of TCP's own keep-alive probes on idle connections, in ms; 1000 by default. */
  readonly keepAliveMsecs?: number;
  /** Own certificate authority, client certificate and so on, for the API's server only. */
  readonly tls?: NodeTlsOptions;
  /**
   * The proxy: `'env'`, the default, obeys `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` (or lower
   * case), read at the first request to each origin; an `http:` or `https:` address is used for everything;
   * `false` for none.
   *
   * What goes to an `https:` address is tunnelled, so that the proxy sees neither keys nor data.
   */
  readonly proxy?: 'env' | (string & {}) | URL | false;
}
