import {
  catchError,
  concat,
  concatAll,
  defer,
  EMPTY,
  from,
  ignoreElements,
  map,
  type Observable,
  of,
  type OperatorFunction,
  throwError,
} from 'rxjs';
import type { PageAck } from './page-ack';
import type { CommitOptions } from './process-options';

/** A page whose work is done, and that of all pages before it. */
export interface FinishedWork<R> {
  /** What the work emitted. */
  readonly results: readonly R[];
  /** Records in the cursor of the list that the page is done; to be called once, in order. */
  acknowledge(): PageAck;
  /** Makes room in the window for another page. */
  release(): void;
}

/**
 * Commits what is finished, one prefix after the other, and acknowledges its pages after that.
 *
 * A page or work that fails ends the list only after what was finished before is committed: a consumer that resumes at
 * once must not load a cursor that a commit under way is about to replace.
 *
 * @param commit - the caller's
 */
export function commitFinished<R>(
  commit: NonNullable<CommitOptions<R>['commit']>,
): OperatorFunction<readonly FinishedWork<R>[], PageAck> {
  const commitPrefix = (finished: readonly FinishedWork<R>[]): Observable<PageAck> =>
    defer(() => {
      const acks = finished.map((work) => work.acknowledge());
      const committed$ = commit({
        results: finished.flatMap(({ results }) => results),
        pages: acks.map(({ cursor: _cursor, ...page }) => page),
        cursor: acks.at(-1)?.cursor ?? null,
      });
      const released$ = defer(() => {
        for (const work of finished) work.release();
        return EMPTY;
      });
      return concat(from(committed$).pipe(ignoreElements()), acks, released$);
    });
  return (source) =>
    source.pipe(
      map(commitPrefix),
      catchError((error: unknown) => of(throwError(() => error))),
      concatAll(),
    );
}
