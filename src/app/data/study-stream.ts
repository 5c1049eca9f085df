import { inject, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Context, type Page } from 'imednet-rx';
import { map, merge, type Observable, of, scan, Subject, switchMap } from 'rxjs';
import { Connectivity } from './connectivity';
import { type Again, type Paging, resumableList } from './resumable-list';
import { advance, type Fold, type Streamed, type StreamEvent, unread } from './streamed';

/** Reads a list of a study. */
export type ReadPages<T, Q> = (studyKey: string, query: Q, paging: Paging) => Observable<Page<T>>;

/**
 * A list of the chosen study as a signal, read anew for each study and each query.
 *
 * Another study, another query and the end of the component unsubscribe, which aborts the page under way. A
 * list that failed goes on behind its last page: when it is told to, and when the network is back.
 */
export class StudyStream<T, A, Q = undefined> {
  readonly #again$ = new Subject<Again>();

  readonly state: Signal<Streamed<A>>;

  /** @param query$ - tells what to read of a study; `null` to wait */
  constructor(
    read: ReadPages<T, Q>,
    fold: Fold<T, A>,
    query$: (studyKey: string) => Observable<Q | null> = () => of(undefined as Q),
  ) {
    const backOnline$ = inject(Connectivity).backOnline$.pipe(map((): Again => 'resume'));
    const again$ = merge(this.#again$, backOnline$);
    const events$ = inject(Context).switchStudy((studyKey) =>
      query$(studyKey).pipe(
        switchMap((query) =>
          query === null
            ? of<StreamEvent<T>>({ type: 'waiting' })
            : resumableList<T>((paging) => read(studyKey, query, paging), again$),
        ),
      ),
    );
    this.state = toSignal(events$.pipe(scan(advance(fold), unread(fold))), { initialValue: unread(fold) });
  }

  /** Reads from the first page on. */
  restart(): void {
    this.#again$.next('start');
  }

  /** Goes on behind the last page, if the list has failed. */
  resume(): void {
    this.#again$.next('resume');
  }
}
