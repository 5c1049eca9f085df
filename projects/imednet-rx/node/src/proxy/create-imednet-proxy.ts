import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  asyncScheduler,
  defer,
  map,
  merge,
  type Observable,
  ReplaySubject,
  Subscription,
  take,
  tap,
  throwError,
  timeout,
} from 'rxjs';
import { cutOff } from './cut-off';
import { exchange } from './exchange';
import type { ImednetProxyOptions } from './imednet-proxy-options';
import { ProxyLog } from './proxy-log';
import { isBelow } from './read-target';
import { Refusal } from './refusal';
import { resolveProxyOptions } from './resolve-proxy-options';
import { decideRoute } from './route-policy';
import { sendRefusal } from './send-refusal';

/** A request handler for `node:http`, Express and whatever else takes one of this shape. */
export interface ImednetProxy<Incoming extends IncomingMessage = IncomingMessage> {
  /**
   * Answers a request.
   *
   * @param next - called for what does not lie below `mountPath`; answered with 404 without it
   */
  (request: Incoming, response: ServerResponse, next?: (error?: unknown) => void): void;
  /** Closes all connections to the API; requests under way, and all later ones, are answered with 503. */
  close(): void;
  /** {@link close}, for `using`. */
  [Symbol.dispose](): void;
}

/**
 * Makes a server-side proxy to the API that adds the keys, so that no browser holds them; browsers use `SameOriginAuth`.
 *
 * By default it lets the API's documented GET routes through with their documented parameters, and nothing else. What it
 * sends is made anew from what it understood; of the caller's headers it passes on what is on a short list, and likewise
 * of the API's. Answers are streamed. Errors are the API's own envelope, so that clients throw their typed errors.
 *
 * @param options - `authorize` is required; keys come from the environment without `apiKey`, `securityKey` and `auth`
 * @returns a handler; it never calls `next` with an error
 * @throws ConfigurationError when a setting is missing or invalid
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110#section-7.6 | RFC 9110, message forwarding}
 *
 * @example
 * ```ts
 * const proxy = createImednetProxy<express.Request>({
 *   authorize: ({ incoming }) => incoming.session.user !== undefined,
 *   studies: ['DEMO'],
 * });
 * app.use(proxy);
 * ```
 */
export function createImednetProxy<Incoming extends IncomingMessage = IncomingMessage>(
  options: ImednetProxyOptions<Incoming>,
): ImednetProxy<Incoming> {
  const settings = resolveProxyOptions(options);
  const closed = new ReplaySubject<Refusal>(1);

  const answer = (request: Incoming, response: ServerResponse, log: ProxyLog): Observable<number> =>
    defer(() => {
      const allowed = decideRoute(settings.policy, request.method ?? '', targetOf(request));
      if (!allowed) throw new Refusal(404, 'PROXY_ROUTE', 'There is nothing here. Check the path.');
      log.concerns(allowed.method, allowed.template);
      return merge(exchange(settings, allowed, request, response), closed.pipe(map(throwIt))).pipe(take(1));
    });

  const proxy = (request: Incoming, response: ServerResponse, next?: () => void): void => {
    if (next && !isBelow(settings.policy.mountPath, targetOf(request))) {
      next();
      return;
    }
    // The caller may have gone while a middleware was busy, and its `close` will not come again.
    if (response.destroyed) return;
    const log = new ProxyLog(settings.logger);
    const subscription = new Subscription();
    // Before the subscription, so that it comes before what the streams make of it.
    response.once('close', () => {
      subscription.unsubscribe();
    });
    subscription.add(
      answer(request, response, log)
        .pipe(
          timeout({ first: settings.timeout, with: () => throwError(tooSlow) }),
          tap({
            unsubscribe: () => {
              log.canceled();
            },
          }),
        )
        .subscribe({
          next: (status) => {
            log.answered(status);
          },
          error: (error: unknown) => {
            const refusal = error instanceof Refusal ? error : unexpected();
            log.refused(refusal);
            if (response.headersSent) cutOff(response, request);
            else sendRefusal(response, refusal, { request, route: log.route, now: asyncScheduler.now() });
          },
        }),
    );
  };

  function close(): void {
    closed.next(new Refusal(503, 'PROXY_CLOSED', 'The server is shutting down. Try again later.'));
    if (!options.agent) for (const agent of Object.values(settings.upstream.agents)) agent.destroy();
  }

  return Object.assign(proxy, { close, [Symbol.dispose]: close });
}

/** Express and Connect cut their own prefix off `url`; the whole is what `mountPath` speaks of. */
function targetOf(request: IncomingMessage & { readonly originalUrl?: unknown }): string {
  return typeof request.originalUrl === 'string' ? request.originalUrl : (request.url ?? '');
}

function throwIt(refusal: Refusal): never {
  throw refusal;
}

function tooSlow(): Refusal {
  return new Refusal(
    504,
    'PROXY_TIMEOUT',
    'The API did not answer in time. Ask for smaller pages, or try again later.',
  );
}

function unexpected(): Refusal {
  return new Refusal(500, 'PROXY_UPSTREAM', 'The proxy failed. Try again later.');
}
