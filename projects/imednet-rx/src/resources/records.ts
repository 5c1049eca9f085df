import { defer, type Observable, type ObservableInput } from 'rxjs';
import type { Context } from '../context/context';
import { encodePath } from '../http/encode-path';
import type { Page } from '../pagination/page';
import type { PageAck } from '../pagination/page-ack';
import { Paginator, type ProcessOptions } from '../pagination/paginator';
import type { Requestor } from '../pagination/requestor';
import { type StudyListOptions, toPaginatorOptions } from './list-options';
import type { ImednetRecord } from './models/record';

/** Options of a list of records. */
export interface RecordListOptions extends StudyListOptions {
  /** Filter over the keys of `recordData` in the API's syntax, e.g. `AESEV==SEVERE`. */
  readonly recordDataFilter?: string;
}

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
    return defer(() => this.#paginator<TData>(options).items());
  }

  /** Streams the records as whole pages; otherwise as {@link list}. */
  pages<TData extends object = Record<string, unknown>>(
    options: RecordListOptions = {},
  ): Observable<Page<ImednetRecord<TData>>> {
    return defer(() => this.#paginator<TData>(options).pages());
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
    return defer(() => this.#paginator<TData>(options).process(project, options));
  }

  #paginator<TData extends object>(options: RecordListOptions): Paginator<ImednetRecord<TData>> {
    const studyKey = options.studyKey ?? this.#context.requireStudyKey();
    const { recordDataFilter } = options;
    return new Paginator(
      this.#client,
      encodePath('studies', studyKey, 'records'),
      toPaginatorOptions(options, 'recordId', { recordDataFilter }),
    );
  }
}
