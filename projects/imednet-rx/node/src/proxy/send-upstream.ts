import type { Agent, IncomingMessage, ServerResponse } from 'node:http';
import { Readable, Writable } from 'node:stream';
import { errorCodeOf } from './error-code';
import type { HeaderRecord } from './forwarded-headers';
import type { ProxyServer } from 'httpxy';
import { from, Observable, switchMap } from 'rxjs';
import { Refusal } from './refusal';

/** Where requests go. */
export interface Upstream {
  /** Address of the API, without `/api`. */
  readonly baseUrl: URL;
  /** Hold the connections, by method. */
  readonly agents: Readonly<Record<'GET' | 'POST', Agent>>;
  /** Whether certificates are checked. */
  readonly secure: boolean;
}

/** One request to the API, all of it. */
export interface UpstreamMessage {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly path: string;
  readonly headers: HeaderRecord;
  readonly body?: Buffer;
}

/**
 * Sends a request.
 *
 * @returns cold; emits the answer when its head is there, and stays open while its body is read: unsubscribing destroys
 *   both, unless all of it has come; errors with a `Refusal`
 */
export function sendUpstream(upstream: Upstream, message: UpstreamMessage): Observable<IncomingMessage> {
  // Loaded when it is needed: who only sends requests from Node does not pay for it.
  return from(import('httpxy')).pipe(
    switchMap((httpxy) => sent(new httpxy.ProxyServer(), upstream, message)),
  );
}

function sent(proxy: ProxyServer, upstream: Upstream, message: UpstreamMessage): Observable<IncomingMessage> {
  return new Observable((subscriber) => {
    const caller = new Writable();
    let answer: IncomingMessage | undefined;
    const fail = (error: unknown): void => {
      subscriber.error(upstreamRefusal(errorCodeOf(error)));
    };
    proxy.on('proxyRes', (response) => {
      answer = response;
      subscriber.next(response);
    });
    proxy.on('error', fail);
    // A change of protocol that nobody asked for closes the connection, without an error and without an answer.
    proxy.on('proxyReq', (request) => {
      request.once('close', () => {
        if (!answer) fail(undefined);
      });
    });
    proxy
      .web(standIn(message), caller as unknown as ServerResponse, {
        target: targetOf(upstream.baseUrl),
        agent: upstream.agents[message.method],
        secure: upstream.secure,
        changeOrigin: true,
        selfHandleResponse: true,
      })
      .catch(fail);
    return () => {
      if (answer?.complete) caller.end();
      else caller.destroy();
    };
  });
}

/** The API could not be reached, or its answer was none. */
export function upstreamRefusal(detail?: string): Refusal {
  return new Refusal(502, 'PROXY_UPSTREAM', 'The API gave no usable answer. Try again later.', {}, detail);
}

/**
 * A request for httpxy to forward, made anew of what was decided on.
 *
 * httpxy copies the headers, method and address of the request that it is given. It never gets the caller's own, nor the
 * caller's response: it is told by the closing of `caller` that nobody waits any more.
 */
function standIn({ method, path, headers, body }: UpstreamMessage): IncomingMessage {
  const request = Readable.from(body ? [body] : []);
  const facts = { method, url: path, headers, httpVersion: '1.1', httpVersionMajor: 1 };
  // The connection's own state is all that httpxy asks of it.
  return Object.assign(request, facts, { socket: { writable: true } }) as unknown as IncomingMessage;
}

/** As `new URL` gives it, but for the brackets of an IPv6 address, which no socket takes. */
function targetOf({ protocol, host, hostname, port, pathname }: URL): Record<string, string> {
  return { protocol, host, hostname: hostname.replace(/^\[(.*)\]$/, '$1'), port, pathname };
}
