import type { Observable, ObservableInput } from 'rxjs';
import type { DataFilter } from '../filters/filter';
import { dataFilterText } from '../filters/filter-text';
import { encodePath } from '../http/encode-path';
import type { QueryValue } from '../http/query-params';
import { IncrementalList } from '../incremental/incremental-list';
import type { IncrementalOptions } from '../incremental/incremental-options';
import type { Watermark } from '../incremental/watermark';
import type { Page } from '../pagination/page';
import type { PageAck } from '../pagination/page-ack';
import type { ProcessOptions } from '../pagination/paginator';
import { type StudyListOptions, toPaginatorOptions } from './list-options';
import type { ImednetRecord } from '../models/record';
import type { ItemKey } from './only-item';
import { StudyListResource } from './study-list-resource';

/** Options of a list of records. */
export interface RecordListOptions extends StudyListOptions<ImednetRecord> {
  /**
   * Answers and what they have to be, e.g. `{ AESEV: 'SEVERE', AETERM: contains('ache') }`, or a text in the API's
   * syntax, e.g. `AESEV==SEVERE`.
   */
  readonly recordDataFilter?: string | DataFilter;
}

/** What would end a run of changes early, begin it late, or read it in another order. */
type NotWithSince =
  | ('itemKey' | 'onDrift' | 'onKeysetUnsupported' | 'partitions' | 'sort' | 'strategy')
  | ('maxItems' | 'maxPages' | 'resumeFrom' | 'startPage');

/** Options of the changes of records: study, filters, page size, and how sure to be. */
export interface SinceOptions extends Omit<RecordListOptions, NotWithSince>, IncrementalOptions {}

/** Records (eCRF instances) of a study; `TData` is the shape of their `recordData`. */
export class RecordsResource extends StudyListResource<ImednetRecord, RecordListOptions> {
  protected override readonly name = 'records';
  protected override readonly itemKey = 'recordId';

  override list<TData extends object = Record<string, unknown>>(
    options?: RecordListOptions,
  ): Observable<ImednetRecord<TData>> {
    return super.list(options) as Observable<ImednetRecord<TData>>;
  }

  override pages<TData extends object = Record<string, unknown>>(
    options?: RecordListOptions,
  ): Observable<Page<ImednetRecord<TData>>> {
    return super.pages(options) as Observable<Page<ImednetRecord<TData>>>;
  }

  override process<TData extends object = Record<string, unknown>>(
    project: (page: Page<ImednetRecord<TData>>) => ObservableInput<unknown>,
    options?: RecordListOptions & ProcessOptions,
  ): Observable<PageAck> {
    return super.process(project as (page: Page<ImednetRecord>) => ObservableInput<unknown>, options);
  }

  override get<TData extends object = Record<string, unknown>>(
    key: ItemKey,
    options?: Pick<RecordListOptions, 'studyKey' | 'traceContext'>,
  ): Observable<ImednetRecord<TData>> {
    return super.get(key, options) as Observable<ImednetRecord<TData>>;
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
    return new IncrementalList(this.client, watermark, () => {
      const { path, studyKey } = this.place(options);
      const { overlap, deletions } = options;
      return {
        path,
        trail: encodePath('studies', studyKey, 'recordRevisions'),
        itemKey: this.itemKey,
        operation: { name: 'records.since', studyKey },
        options: {
          ...toPaginatorOptions(options, this.itemKey, this.ownParams(options)),
          overlap,
          deletions,
        },
      };
    });
  }

  protected override ownParams({
    recordDataFilter,
  }: Pick<RecordListOptions, 'recordDataFilter'>): Record<string, QueryValue | undefined> {
    return { recordDataFilter: dataFilterText(recordDataFilter) };
  }
}
