import type { AxiosResponse } from 'axios';
import { tap } from 'rxjs';
import type { AuthStrategy } from '../auth/auth-strategy';
import { onDemand } from '../http/load-on-demand';
import type { RequestInterceptor } from '../http/request-handler';
import type { LruCache } from '../policies/lru-cache';
import type { SharedReads } from './shared-reads';

const sharing = onDemand('share', () => import('./shared-reads'));

/**
 * Answers identical reads that run at the same time with a single request, for callers that opt in.
 *
 * The request is aborted when the last of them unsubscribes. They get the very same `data`, deeply frozen,
 * since one caller's change to it would be another's wrong value. Errors reach all who wait, and are not
 * kept. Reads that began before a write ended are shared with nobody who comes after it.
 *
 * What was read with other credentials is shared with nobody: a client whose strategy changes them, as when
 * another user logs in, begins anew.
 *
 * @param auth - gives the credentials by which answers may be shared
 * @param cache - keeps answers for later callers too; without it an answer is shared while it is awaited only
 */
export function shareReads(
  auth: Pick<AuthStrategy, 'headers'>,
  cache?: LruCache<AxiosResponse>,
): RequestInterceptor {
  let reads: SharedReads | undefined;
  const forget = (): void => {
    cache?.clear();
    reads?.forget();
  };
  return (request, next) => {
    // However a write ended, it may have changed what the server would answer.
    if (request.method !== 'GET') return next(request).pipe(tap({ next: forget, finalize: forget }));
    if (request.share !== true) return next(request);
    return sharing(({ sharedReads }) => (reads ??= sharedReads(auth, cache)).read(request, next));
  };
}
