import { inject, type Signal, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { Context, type ListChanges, type WatchSettings, type WatchStatus } from 'imednet-rx';
import {
  catchError,
  combineLatest,
  concat,
  map,
  type Observable,
  of,
  startWith,
  switchMap,
  timer,
} from 'rxjs';
import { type LiveRows, settled, showChanges } from './live-rows';

/** What a live view shows; `null` rows until the list was read. */
export interface LiveState<T> {
  readonly rows: LiveRows<T> | null;
  readonly error?: unknown;
}

/** Watches a list of a study. */
export type Watch<T, Q> = (studyKey: string, query: Q, settings: WatchSettings) => Observable<ListChanges<T>>;

/** ms for which a change is shown. */
const SHOWN_FOR = 8_000;
const UNREAD: LiveState<never> = { rows: null };

/**
 * A list of the chosen study that is watched while it is switched on; what was read stays when it is switched off.
 *
 * @typeParam T - one row
 * @typeParam Q - what is read of the study
 */
export class LiveList<T, Q> {
  readonly #isOn = signal(false);
  readonly #again = signal(0);
  readonly #forgotten = signal(0);
  readonly #status = signal<WatchStatus | null>(null);

  readonly isOn = this.#isOn.asReadonly();
  /** How the watch is doing; `null` while it is off. */
  readonly status = this.#status.asReadonly();
  readonly state: Signal<LiveState<T>>;

  /**
   * @param every - ms between two polls
   * @param query$ - tells what to read of a study; `null` to wait
   */
  constructor(
    watch: Watch<T, Q>,
    keyOf: (row: T) => number,
    every: () => number,
    query$: (studyKey: string) => Observable<Q | null>,
  ) {
    const isOn$ = toObservable(this.#isOn);
    const again$ = toObservable(this.#again);
    const forgotten$ = toObservable(this.#forgotten);

    const watched = (studyKey: string, query: Q): Observable<LiveState<T>> => {
      let last: LiveRows<T> | null = null;
      return combineLatest([isOn$, again$]).pipe(
        switchMap(([isOn]) => {
          this.#status.set(null);
          const kept: LiveState<T> = last ? { rows: settled(last) } : UNREAD;
          if (!isOn) return of(kept);
          const statusSubscriber = { next: (status: WatchStatus) => this.#status.set(status) };
          return watch(studyKey, query, { every: every(), statusSubscriber }).pipe(
            switchMap((changes) => {
              last = showChanges(last, changes, keyOf);
              return shownForAWhile(last);
            }),
            startWith(kept),
            catchError((error: unknown) =>
              of<LiveState<T>>({ ...(last ? { rows: settled(last) } : UNREAD), error }),
            ),
          );
        }),
      );
    };

    const state$ = inject(Context).switchStudy((studyKey) =>
      combineLatest([query$(studyKey), forgotten$]).pipe(
        switchMap(([query]) => (query === null ? of(UNREAD) : watched(studyKey, query))),
      ),
    );
    this.state = toSignal(state$, { initialValue: UNREAD });
  }

  /** Watches anew, after an error. */
  retry(): void {
    this.#again.update((times) => times + 1);
  }

  /** Leaves the rows to whoever reads the list otherwise, until it is read here again. */
  forget(): void {
    this.#forgotten.update((times) => times + 1);
  }

  toggle(): void {
    this.#isOn.update((isOn) => !isOn);
  }
}

function shownForAWhile<T>(rows: LiveRows<T>): Observable<LiveState<T>> {
  const now$ = of<LiveState<T>>({ rows });
  if (rows.marks.size === 0) return now$;
  return concat(now$, timer(SHOWN_FOR).pipe(map((): LiveState<T> => ({ rows: settled(rows) }))));
}
