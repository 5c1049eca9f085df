import { computed, inject, Injectable, signal } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { Context, Imednet, type ImednetRecord } from 'imednet-rx';
import { combineLatest, distinctUntilChanged, map, type Observable } from 'rxjs';
import { LiveList } from '../data/live-list';
import { pollEvery } from '../data/poll-every';
import { type Rows, rowsFold } from '../data/rows-fold';
import { StudyStream } from '../data/study-stream';
import {
  type AddressedQuery,
  parseAddress,
  type RecordQuery,
  toAddress,
  toListOptions,
  toSelection,
} from './record-query';

const PAGING = { pageSize: 500, prefetch: 4 };

/** The records of the chosen study that the filters let through. */
@Injectable()
export class RecordsStore {
  readonly #imednet = inject(Imednet);
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #context = inject(Context);
  /** With the study that it belongs to: in another one it means nobody. */
  readonly #subject = signal<{ readonly study: string; readonly key: string } | null>(null);
  readonly #query$ = combineLatest([
    this.#route.queryParamMap.pipe(map((params) => parseAddress((name) => params.get(name)))),
    toObservable(this.#subject),
  ]).pipe(
    map(([addressed, subject]): RecordQuery => ({
      ...addressed,
      subjectKey: subject !== null && subject.study === addressed.study ? subject.key : null,
    })),
    distinctUntilChanged((a, b) => JSON.stringify(a) === JSON.stringify(b)),
  );

  readonly stream = new StudyStream(
    (studyKey, query: RecordQuery, paging) =>
      this.#imednet.records.pages({ studyKey, ...PAGING, ...toListOptions(query), ...paging }),
    rowsFold<ImednetRecord>(),
    (studyKey) => this.#queryOf(studyKey),
  );

  readonly live = new LiveList(
    (studyKey, query: RecordQuery, settings) =>
      this.#imednet.records.watch({ studyKey, ...toSelection(query) }, settings),
    ({ recordId }: ImednetRecord) => recordId,
    () => pollEvery(this.stream.state().total ?? 0),
    (studyKey) => this.#queryOf(studyKey),
  );

  readonly query$ = this.#query$;
  /** Those that were streamed, until the live list was read. */
  readonly rows = computed((): Rows<ImednetRecord> => this.live.state().rows ?? this.stream.state().value);

  /** Reads everything again. */
  restart(): void {
    this.stream.restart();
    this.live.forget();
  }

  /** Changes what is filtered and sorted by, and with it the address of the page. */
  change(changes: Partial<AddressedQuery>): void {
    void this.#router.navigate([], {
      relativeTo: this.#route,
      queryParams: toAddress(changes),
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  /** Shows the records of one subject, or with `null` of all. */
  showSubject(key: string | null): void {
    const study = this.#context.defaultStudyKey;
    this.#subject.set(key === null || key === '' || study === null ? null : { study, key });
  }

  /** Shows all records. */
  clear(): void {
    this.showSubject(null);
    this.change({ formKey: null, siteId: null, status: null, modifiedSince: null });
  }

  /** The filters of another study mean nothing in this one, so they are waited out. */
  #queryOf(studyKey: string): Observable<RecordQuery | null> {
    return this.#query$.pipe(map((query) => (query.study === studyKey ? query : null)));
  }
}
