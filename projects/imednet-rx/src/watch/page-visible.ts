import { defer, map, merge, type Observable, of } from 'rxjs';
import { eventsOf } from '../http/events-of';

/** Whether the page is visible, then each change; `true` where there is no page, in Node and in workers. */
export const pageVisible$: Observable<boolean> = defer(() => {
  const { document } = globalThis as { readonly document?: Document };
  if (document === undefined) return of(true);
  return merge(of(undefined), eventsOf(document, 'visibilitychange')).pipe(
    map(() => document.visibilityState !== 'hidden'),
  );
});
