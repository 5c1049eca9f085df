import type { AxiosResponse } from 'axios';
import {
  asyncScheduler,
  defer,
  finalize,
  isObservable,
  map,
  type Observable,
  of,
  share,
  switchMap,
  tap,
} from 'rxjs';
import type { AuthHeaders, AuthStrategy } from '../auth/auth-strategy';
import type { ImednetRequest } from '../http/imednet-request';
import { toQueryString } from '../http/query-params';
import type { RequestHandler } from '../http/request-handler';
import type { LruCache } from '../policies/lru-cache';
import { deepFreeze } from '../http/deep-freeze';
import { headersFrom } from './headers-from';

/** The reads of one client that are shared. */
export interface SharedReads {
  /** Joins a read that is under way, takes a response that is kept, or begins a new read. */
  read(request: ImednetRequest, next: RequestHandler): Observable<AxiosResponse>;
  /** Lets none who comes from now on share what was read before. */
  forget(): void;
}

/**
 * Creates what shares reads.
 *
 * @param auth - gives the credentials by which answers may be shared
 * @param cache - keeps answers for later callers too
 */
export function sharedReads(
  auth: Pick<AuthStrategy, 'headers'>,
  cache?: LruCache<AxiosResponse>,
): SharedReads {
  const inFlight = new Map<string, Observable<AxiosResponse>>();
  let credentials: string | undefined;

  const forget = (): void => {
    inFlight.clear();
    cache?.clear();
  };
  const readAs = (headers: AuthHeaders): void => {
    const current = JSON.stringify(Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1)));
    if (credentials !== undefined && credentials !== current) forget();
    credentials = current;
  };

  const begin = (key: string, source: Observable<AxiosResponse>): Observable<AxiosResponse> => {
    const isCurrent = (): boolean => inFlight.get(key) === shared;
    const leave = (): void => {
      if (isCurrent()) inFlight.delete(key);
    };
    const shared: Observable<AxiosResponse> = source.pipe(
      tap({
        next: (response) => {
          deepFreeze(response.data);
          if (isCurrent()) cache?.set(key, response, asyncScheduler.now());
          // Before anyone hears of it, as below: who asks again in answer to it wants a new one.
          leave();
        },
        error: leave,
        complete: leave,
      }),
      finalize(leave),
      share(),
    );
    inFlight.set(key, shared);
    return shared;
  };

  const read = (request: ImednetRequest, next: RequestHandler): Observable<AxiosResponse> => {
    const key = keyOf(request);
    const cached = cache?.get(key, asyncScheduler.now());
    const shared$ =
      cached === undefined
        ? (inFlight.get(key) ??
          begin(
            key,
            defer(() => next(request)),
          ))
        : of(cached);
    return shared$.pipe(map((response) => ({ ...response })));
  };

  return {
    forget,
    read: (request, next) =>
      defer(() => {
        const headers = headersFrom(() => auth.headers());
        const readWith = (own: AuthHeaders): Observable<AxiosResponse> => {
          readAs(own);
          return read(request, next);
        };
        return isObservable(headers) ? headers.pipe(switchMap(readWith)) : readWith(headers);
      }),
  };
}

/** Equal for requests that get the same answer, whatever the order of their parameters and headers. */
function keyOf({ url, params, headers, timeout, parse, rawText }: ImednetRequest): string {
  const query = new URLSearchParams(toQueryString(params));
  query.sort();
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  // The time limit too: nobody must wait for less than they asked for.
  return JSON.stringify([
    url,
    query.toString(),
    named.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    timeout,
    // Responses that are read in another way are not the same.
    parse !== undefined,
    rawText === true,
  ]);
}
