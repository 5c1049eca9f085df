import {
  CircuitOpenError,
  type Page,
  type PageCursor,
  type PageProgress,
  type PaginatorOptions,
} from 'imednet-rx';
import {
  catchError,
  concat,
  defer,
  EMPTY,
  endWith,
  filter,
  map,
  type Observable,
  of,
  startWith,
  switchMap,
  tap,
  timer,
} from 'rxjs';
import type { PageEvent, StreamEvent } from './streamed';

/** ms: those that wait for the same circuit do not try in the same moment over and over. */
const SHORTEST_WAIT = 250;

/** What a list needs to be gone on with, and to tell how far it is; to be passed on to its resource. */
export type Paging = Pick<PaginatorOptions, 'resumeFrom' | 'progressSubscriber'>;

/** From the first page on, or, for a list that has failed, behind its last page. */
export type Again = 'start' | 'resume';

/**
 * Reads a list at once and whenever it is told to, and turns its end into an event, so that the stream lives on.
 *
 * A list that is read or was read to its end does not resume. One that failed because the client has stopped
 * asking tries again by itself as soon as it may, and stays failed until a page comes: an error that comes and goes
 * would be read out each time.
 */
export function resumableList<T>(
  read: (paging: Paging) => Observable<Page<T>>,
  again$: Observable<Again>,
): Observable<StreamEvent<T>> {
  return defer(() => {
    let cursor: PageCursor | undefined;
    let failed = false;

    const run = (beginning: readonly StreamEvent<T>[]): Observable<StreamEvent<T>> => {
      failed = false;
      return readOn(read, cursor).pipe(
        tap(({ page }) => {
          cursor = page.cursor ?? undefined;
        }),
        startWith<StreamEvent<T>>(...beginning),
        endWith<StreamEvent<T>>({ type: 'completed' }),
        catchError((error: unknown) => {
          failed = true;
          return concat(
            of<StreamEvent<T>>({ type: 'failed', error }),
            waitFor(error).pipe(switchMap(() => run([]))),
          );
        }),
      );
    };

    return again$.pipe(
      startWith<Again>('start'),
      filter((how) => how === 'start' || failed),
      switchMap((how) => {
        if (how === 'start') cursor = undefined;
        return run([{ type: cursor ? 'resumed' : 'started' }]);
      }),
    );
  });
}

/** Emits when it is time to try again after an error; not at all where only somebody else can know. */
function waitFor(error: unknown): Observable<unknown> {
  return error instanceof CircuitOpenError ? timer(Math.max(error.retryAfter, SHORTEST_WAIT)) : EMPTY;
}

function readOn<T>(
  read: (paging: Paging) => Observable<Page<T>>,
  cursor: PageCursor | undefined,
): Observable<PageEvent<T>> {
  let progress: PageProgress | undefined;
  const paging: Paging = {
    ...(cursor ? { resumeFrom: cursor } : {}),
    progressSubscriber: {
      next: (told) => {
        progress = told;
      },
    },
  };
  return defer(() => read(paging)).pipe(map((page): PageEvent<T> => ({ type: 'page', page, progress })));
}
