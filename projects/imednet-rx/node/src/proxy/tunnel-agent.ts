import { type ClientRequest, type IncomingMessage, request as askHttp, type RequestOptions } from 'node:http';
import { Agent, type AgentOptions, request as askHttps } from 'node:https';
import { isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { proxyAuthorization } from '../proxy';

/** A proxy may look up and reach an address on its own, which takes time; ms. */
const CONNECT_TIMEOUT = 30_000;

/**
 * Holds encrypted connections that lead through a corporate proxy, which sees neither keys nor data.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6 | RFC 9110, CONNECT}
 */
export class TunnelAgent extends Agent {
  readonly #proxy: URL;
  readonly #asking = new Set<ClientRequest>();

  /** @param options - for the connection inside the tunnel; the proxy is asked with Node's defaults */
  constructor(proxy: URL, options: AgentOptions) {
    super(options);
    this.#proxy = proxy;
  }

  override createConnection(
    options: RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const request = this.#ask(options);
    this.#asking.add(request);
    const end: NonNullable<typeof callback> = (...result) => {
      this.#asking.delete(request);
      callback?.(...result);
    };
    const fail = (error: Error): void => {
      // Nobody looks at the second one then.
      end(error, request as unknown as Duplex);
    };
    request
      .once('connect', ({ statusCode }: IncomingMessage, socket: Socket) => {
        if (statusCode === 200) {
          socket.setTimeout(0);
          const stream = super.createConnection({ ...options, socket } as RequestOptions);
          if (stream) end(null, stream);
        } else {
          socket.destroy();
          fail(failure('ERR_PROXY_TUNNEL'));
        }
      })
      .once('timeout', () => {
        request.destroy(failure('ETIMEDOUT'));
      })
      .once('error', fail)
      .end();
  }

  override destroy(): void {
    super.destroy();
    for (const request of this.#asking) request.destroy();
  }

  #ask({ host, port }: RequestOptions): ClientRequest {
    const { protocol, hostname, port: proxyPort } = this.#proxy;
    const name = String(host);
    const authority = `${name.includes(':') ? `[${name}]` : name}:${String(port)}`;
    const authorization = proxyAuthorization(this.#proxy);
    const proxyHost = hostname.replace(/^\[(.*)\]$/, '$1');
    // Node would take the name to check from the header `host`, which is the API's.
    const servername = isIP(proxyHost) ? '' : proxyHost;
    return (protocol === 'https:' ? askHttps : askHttp)({
      ...{ host: proxyHost, servername, port: proxyPort, agent: false },
      ...{ method: 'CONNECT', path: authority, timeout: CONNECT_TIMEOUT },
      headers: {
        host: authority,
        ...(authorization === undefined ? {} : { 'proxy-authorization': authorization }),
      },
    });
  }
}

function failure(code: string): Error {
  return Object.assign(new Error('The proxy made no tunnel.'), { code });
}
