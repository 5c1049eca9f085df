import { inject, Injectable, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Context, Imednet } from 'imednet-rx';
import { catchError, concat, map, type Observable, of, scan, startWith, Subject, switchMap } from 'rxjs';
import { advance, initialProgress, type RecordEvent, type RecordProgress } from './record-progress';

const PAGE_SIZE = 500;

/**
 * Streams the records of the chosen study.
 *
 * Choosing another study or stopping unsubscribes, which aborts the page under way.
 */
@Injectable({ providedIn: 'root' })
export class RecordsStore {
  readonly #imednet = inject(Imednet);
  readonly #context = inject(Context);
  readonly #running$ = new Subject<boolean>();

  /** Progress of the chosen study; `null` while none is chosen. */
  readonly progress: Signal<RecordProgress | null> = toSignal(
    this.#context.switchStudy((studyKey) =>
      this.#running$.pipe(
        startWith(true),
        switchMap((running) => (running ? this.#stream(studyKey) : of<RecordEvent>({ type: 'stopped' }))),
        scan(advance, initialProgress()),
      ),
    ),
    { initialValue: null },
  );

  /** Streams from the first page on. */
  start(): void {
    this.#running$.next(true);
  }

  stop(): void {
    this.#running$.next(false);
  }

  #stream(studyKey: string): Observable<RecordEvent> {
    return concat(
      of<RecordEvent>({ type: 'started' }),
      this.#imednet.records
        .pages({ studyKey, pageSize: PAGE_SIZE })
        .pipe(map((page): RecordEvent => ({ type: 'page', page }))),
      of<RecordEvent>({ type: 'completed' }),
    ).pipe(catchError((error: unknown) => of<RecordEvent>({ type: 'failed', error })));
  }
}
