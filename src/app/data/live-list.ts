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
  scan,
  startWith,
  switchMap,
  timer,
} from 'rxjs';
import { type LiveRows, settled, showChanges } from './live-rows';

/** What a live view shows; `null` rows until the list was read for the first time. */
export interface LiveState<T> {
  readonly rows: LiveRows<T> | null;
  readonly error?: unknown;
}

/** Watches a list of a study. */
export type Watch<T, Q> = (studyKey: string, query: Q, settings: WatchSettings) => Observable<ListChanges<T>>;

/** ms for which a change is shown. */
const SHOWN_FOR = 8_000;
const OFF: LiveState<never> = { rows: null };

/**
 * A list of the chosen study that is watched while it is switched on.
 *
 * @typeParam T - one row
 * @typeParam Q - what is read of the study
 */
export class LiveList<T, Q> {
  readonly #isOn = signal(false);
  readonly #again = signal(0);
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
    const state$ = inject(Context).switchStudy((studyKey) =>
      combineLatest([query$(studyKey), isOn$, again$]).pipe(
        switchMap(([query, isOn]): Observable<LiveState<T>> => {
          this.#status.set(null);
          if (query === null || !isOn) return of(OFF);
          const statusSubscriber = { next: (status: WatchStatus) => this.#status.set(status) };
          return watch(studyKey, query, { every: every(), statusSubscriber }).pipe(
            scan((before: LiveRows<T> | null, changes) => showChanges(before, changes, keyOf), null),
            switchMap((rows) => (rows ? shownForAWhile(rows) : of(OFF))),
            startWith(OFF),
            catchError((error: unknown) => of<LiveState<T>>({ rows: null, error })),
          );
        }),
      ),
    );
    this.state = toSignal(state$, { initialValue: OFF });
  }

  /** Watches anew, after an error. */
  restart(): void {
    this.#again.update((times) => times + 1);
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
