import { defer, type Observable, type ObservableInput } from 'rxjs';
import type { Context } from '../context/context';
import { encodePath } from '../http/encode-path';
import { IncrementalList } from '../incremental/incremental-list';
import type { IncrementalOptions } from '../incremental/incremental-options';
import type { Page } from '../pagination/page';
import type { PageAck } from '../pagination/page-ack';
import { Paginator, type ProcessOptions } from '../pagination/paginator';
import { asOperation, type Requestor } from '../pagination/requestor';
import type { Watermark } from '../incremental/watermark';
import { type StudyListOptions, toPaginatorOptions } from './list-options';
import type { ImednetRecord } from './models/record';

/** Options of a list of records. */
export interface RecordListOptions extends StudyListOptions {
  /** Filter over the keys of `recordData` in the API's syntax, e.g. `AESEV==SEVERE`. */
  readonly recordDataFilter?: string;
}

/** What would end a run of changes early, begin it late, or read it in another order. */
type NotWithSince =
  | ('itemKey' | 'onDrift' | 'onKeysetUnsupported' | 'partitions' | 'sort' | 'strategy')
  | ('maxItems' | 'maxPages' | 'resumeFrom' | 'startPage');

/** Options of the changes of records: study, filters, page size, and how sure to be. */
export interface SinceOptions extends Omit<RecordListOptions, NotWithSince>, IncrementalOptions {}

/** Records (eCRF instances) of a study. */
export class RecordsResource {
  readonly #client: Requestor;
  readonly #context: Context;

  constructor(client: Requestor, context: Context) {
    this.#client = client;
    this.#context = context;
  }

  /**
   * Streams the records of a study.
   *
   * @typeParam TData - shape of `recordData`
   * @param options - study, filters, order, paging
   * @returns cold; emits each record, page by page, and completes behind the last; errors with a typed
   *   error, a `ConfigurationError` when there is no study key
   *
   * @example
   * ```ts
   * imednet.records.list({ studyKey: 'DEMO', filter: 'formKey==AE', pageSize: 500 })
   *   .subscribe((record) => console.log(record.recordId, record.recordStatus));
   * ```
   */
  list<TData extends object = Record<string, unknown>>(
    options: RecordListOptions = {},
  ): Observable<ImednetRecord<TData>> {
    return this.#read<TData, ImednetRecord<TData>>('list', options, (list) => list.items());
  }

  /** Streams the records as whole pages; otherwise as {@link list}. */
  pages<TData extends object = Record<string, unknown>>(
    options: RecordListOptions = {},
  ): Observable<Page<ImednetRecord<TData>>> {
    return this.#read<TData, Page<ImednetRecord<TData>>>('pages', options, (list) => list.pages());
  }

  /**
   * Works through the records of a study at the consumer's pace: a page is requested only when one before
   * it is done.
   *
   * @param project - the work on one page, e.g. a database write; its completion counts
   * @param options - as {@link list}, and `concurrency`: pages worked on at the same time, 1 by default
   * @returns cold; emits an acknowledgement per page, in order, and completes behind the last
   *
   * @example
   * ```ts
   * imednet.records
   *   .process((page) => database.insert(page.items), { studyKey: 'DEMO', pageSize: 500, prefetch: 2 })
   *   .subscribe((ack) => console.log(`page ${ack.page} is stored`));
   * ```
   */
  process<TData extends object = Record<string, unknown>>(
    project: (page: Page<ImednetRecord<TData>>) => ObservableInput<unknown>,
    options: RecordListOptions & ProcessOptions = {},
  ): Observable<PageAck> {
    return this.#read<TData, PageAck>('process', options, (list) => list.process(project, options));
  }

  /**
   * Tells what changed since the last time: records that are new or changed, and keys of those that were
   * deleted.
   *
   * @typeParam TData - shape of `recordData`
   * @param watermark - from the last acknowledgement of the run before, with the same study and filters;
   *   `null` to begin with all records, into an empty copy
   * @param options - study, filters, page size; `overlap` in ms: how late a change may become visible, 60,000
   *   by default; `deletions`: `flag` leaves the audit trail out. A filter must hold no OR, `dateModified` or
   *   `recordId`
   * @returns a list to be worked through with `process`; what is wrong with the options is told there
   *
   * @example
   * ```ts
   * imednet.records
   *   .since(await storage.load(), { studyKey: 'DEMO', pageSize: 500 })
   *   .process(({ items, deleted }) => database.apply(deleted, items))
   *   .subscribe(({ watermark }) => watermark && storage.save(watermark));
   * ```
   */
  since<TData extends object = Record<string, unknown>>(
    watermark: Watermark | null,
    options: SinceOptions = {},
  ): IncrementalList<ImednetRecord<TData>> {
    return new IncrementalList(this.#client, watermark, () => {
      const studyKey = this.#studyKey(options);
      const { recordDataFilter, overlap, deletions } = options;
      return {
        path: encodePath('studies', studyKey, 'records'),
        trail: encodePath('studies', studyKey, 'recordRevisions'),
        itemKey: 'recordId',
        operation: { name: 'records.since', studyKey },
        options: { ...toPaginatorOptions(options, 'recordId', { recordDataFilter }), overlap, deletions },
      };
    });
  }

  #read<TData extends object, R>(
    verb: string,
    options: RecordListOptions,
    read: (list: Paginator<ImednetRecord<TData>>) => Observable<R>,
  ): Observable<R> {
    return defer(() => {
      const studyKey = this.#studyKey(options);
      const path = encodePath('studies', studyKey, 'records');
      const { recordDataFilter } = options;
      const pages = toPaginatorOptions(options, 'recordId', { recordDataFilter });
      return asOperation(this.#client, { name: `records.${verb}`, studyKey }, (client) =>
        read(new Paginator(client, path, pages)),
      );
    });
  }

  #studyKey({ studyKey }: Pick<StudyListOptions, 'studyKey'>): string {
    return studyKey ?? this.#context.requireStudyKey();
  }
}
