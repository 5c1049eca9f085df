import type { ClientRequest } from 'node:http';
import { HttpsProxyAgent } from 'https-proxy-agent';

const ABANDONED = Symbol('abandoned');

/** Tells the agent that nobody waits for this request; a request without a socket would not tell itself. */
export function abandon(request: ClientRequest): void {
  request.emit(ABANDONED);
}

/** Closes the connection to a proxy that does not answer `CONNECT` when the request has been abandoned. */
export class TunnelAgent extends HttpsProxyAgent<string> {
  override async connect(
    request: ClientRequest,
    options: Parameters<HttpsProxyAgent<string>['connect']>[1],
  ): ReturnType<HttpsProxyAgent<string>['connect']> {
    const connecting = new AbortController();
    const giveUp = (): void => {
      connecting.abort();
    };
    request.once(ABANDONED, giveUp);
    // Read at once by the call below, before another one can change it.
    this.connectOpts = { ...this.connectOpts, signal: connecting.signal };
    try {
      return await super.connect(request, options);
    } finally {
      request.off(ABANDONED, giveUp);
    }
  }
}
