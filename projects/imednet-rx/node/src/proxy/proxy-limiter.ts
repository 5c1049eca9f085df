import { catchError, from, map, type Observable, of, switchMap, throwError } from 'rxjs';
import { Refusal } from './refusal';

/** So many requests in each span of time, counted by this process. */
export interface ProxyRateLimit {
  readonly requests: number;
  /** Length of the span, in ms. */
  readonly per: number;
}

/** Counts requests elsewhere, for several processes together, e.g. a `RateLimiterRedis` of rate-limiter-flexible. */
export interface ProxyLimiter {
  /**
   * Resolves when one more request may pass; rejects with `msBeforeNext` when it may not.
   *
   * @param key - `caller:` and the caller's key, or `total`
   */
  consume(key: string): PromiseLike<unknown>;
}

/** Lets requests pass, or refuses them with the time to wait. */
export class LimiterGate {
  readonly #setting: ProxyRateLimit | ProxyLimiter;
  #limiter: Promise<ProxyLimiter> | undefined;

  constructor(setting: ProxyRateLimit | ProxyLimiter) {
    this.#setting = setting;
  }

  /** @returns emits when the request may pass and completes; errors with a `Refusal` */
  pass(key: string): Observable<void> {
    return from((this.#limiter ??= toLimiter(this.#setting))).pipe(
      switchMap((limiter) => limiter.consume(key)),
      map(() => undefined),
      catchError((reason: unknown) => throwError(() => refusalOf(reason))),
    );
  }
}

/** Whoever sets no limit gets through. */
export function passThrough(gate: LimiterGate | undefined, key: string): Observable<void> {
  return gate ? gate.pass(key) : of(undefined);
}

/** Loaded when it is needed: who only sends requests from Node does not pay for it. */
async function toLimiter(setting: ProxyRateLimit | ProxyLimiter): Promise<ProxyLimiter> {
  if ('consume' in setting) return setting;
  // Its default, since a bundle gives a CommonJS package that is loaded on demand no names.
  const { default: limiters } = await import('rate-limiter-flexible');
  return new limiters.RateLimiterMemory({ points: setting.requests, duration: setting.per / 1000 });
}

function refusalOf(reason: unknown): Refusal {
  const wait = (reason as { readonly msBeforeNext?: unknown } | null | undefined)?.msBeforeNext;
  if (typeof wait !== 'number') {
    // A limiter that can't count must not let everything through.
    return new Refusal(503, 'PROXY_LIMITER', 'The rate limit can not be counted now. Try again later.');
  }
  const seconds = Math.max(1, Math.ceil(wait / 1000));
  return new Refusal(429, 'PROXY_RATE', 'Too many requests. Wait as long as Retry-After says.', {
    'retry-after': String(seconds),
  });
}
