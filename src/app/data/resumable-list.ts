import type { Page, PageCursor, PageProgress, PaginatorOptions } from 'imednet-rx';
import { catchError, concat, defer, filter, map, type Observable, of, startWith, switchMap, tap } from 'rxjs';
import type { StreamEvent } from './streamed';

/** What a list needs to be gone on with, and to tell how far it is; to be passed on to its resource. */
export type Paging = Pick<PaginatorOptions, 'resumeFrom' | 'progressSubscriber'>;

/** From the first page on, or, for a list that has failed, behind its last page. */
export type Again = 'start' | 'resume';

/**
 * Reads a list at once and whenever it is told to, and turns its end into an event, so that the stream lives on.
 *
 * A list that is read or was read to its end does not resume.
 */
export function resumableList<T>(
  read: (paging: Paging) => Observable<Page<T>>,
  again$: Observable<Again>,
): Observable<StreamEvent<T>> {
  return defer(() => {
    let cursor: PageCursor | undefined;
    let failed = false;
    return again$.pipe(
      startWith<Again>('start'),
      filter((how) => how === 'start' || failed),
      switchMap((how) => {
        if (how === 'start') cursor = undefined;
        failed = false;
        return run(read, cursor).pipe(
          tap((event) => {
            if (event.type === 'page') cursor = event.page.cursor ?? undefined;
            failed = event.type === 'failed';
          }),
        );
      }),
    );
  });
}

function run<T>(
  read: (paging: Paging) => Observable<Page<T>>,
  cursor: PageCursor | undefined,
): Observable<StreamEvent<T>> {
  let progress: PageProgress | undefined;
  const paging: Paging = {
    ...(cursor ? { resumeFrom: cursor } : {}),
    progressSubscriber: {
      next: (told) => {
        progress = told;
      },
    },
  };
  return concat(
    of<StreamEvent<T>>({ type: cursor ? 'resumed' : 'started' }),
    defer(() => read(paging)).pipe(map((page): StreamEvent<T> => ({ type: 'page', page, progress }))),
    of<StreamEvent<T>>({ type: 'completed' }),
  ).pipe(catchError((error: unknown) => of<StreamEvent<T>>({ type: 'failed', error })));
}
