import { defer, map, type Observable, of, startWith } from 'rxjs';
import { eventsOf } from '../http/events-of';

/** Whether the page is visible, then each change; `true` where there is no page, in Node and in workers. */
export const pageVisible$: Observable<boolean> = defer(() => {
  const { document } = globalThis as { readonly document?: Document };
  if (document === undefined) return of(true);
  return eventsOf(document, 'visibilitychange').pipe(
    startWith(undefined),
    map(() => document.visibilityState !== 'hidden'),
  );
});
