import type { StandardSchemaV1 } from '@standard-schema/spec';
import { defer, type Observable, type ObservableInput, type ObservedValueOf } from 'rxjs';
import type { DataFilter } from '../filters/filter';
import { dataFilterText } from '../filters/filter-text';
import { Delivery } from '../http/delivery';
import { loadOnDemand, onDemand } from '../http/load-on-demand';
import type { QueryValue } from '../http/query-params';
import type { IncrementalList } from '../incremental/incremental-list';
import type { IncrementalOptions } from '../incremental/incremental-options';
import type { SinceCursor } from '../incremental/since-cursor';
import type { Watermark } from '../incremental/watermark';
import type { Page } from '../pagination/page';
import type { PageAck } from '../pagination/page-ack';
import type { CommitOptions, ProcessPage } from '../pagination/process-options';
import { asOperation, type ValidationMode } from '../pagination/requestor';
import type { StudyListOptions } from './list-options';
import type { ItemOptions } from './list-resource';
import type { Job } from '../models/job';
import type { ImednetRecord } from '../models/record';
import type { WriteReceipt } from '../models/write-receipt';
import type { ListChanges } from '../watch/list-changes';
import type { WatchSettings } from '../watch/watch-settings';
import type { WatchedOptions } from './list-resource';
import type { Dated, DateFormat } from '../models/with-dates';
import type { DateOptions } from '../validation/reading-options';
import { acceptRecords } from '../writes/accept-records';
import type { NewRecord } from '../writes/new-record';
import type { CreateOptions } from '../writes/create-options';
import { receiptList } from '../writes/receipt-list';
import type { ReconcileOptions } from '../writes/reconcile-options';
import { Submission } from '../writes/submission';
import { submitOnce } from '../writes/submit-once';
import type { SubmitOptions } from '../writes/submit-options';
import type { WriteVerdict } from '../writes/write-verdict';
import type { ItemKey } from './only-item';
import type { NotWithSince } from './since-options';
import { StudyListResource } from './study-list-resource';

const posting = onDemand('records.create', () => import('../writes/post-records'));

/**
 * Options of a list of records.
 *
 * @typeParam TData - shape of `recordData`
 */
export interface RecordListOptions<
  TData extends object = Record<string, unknown>,
> extends StudyListOptions<ImednetRecord> {
  /**
   * Answers and what they have to be, e.g. `{ AESEV: 'SEVERE', AETERM: contains('ache') }`, or a text in the API's
   * syntax, e.g. `AESEV==SEVERE`.
   */
  readonly recordDataFilter?: string | DataFilter;
  /**
   * What each record's `recordData` is checked and converted by: a schema of zod, valibot, arktype or any other library
   * that follows Standard Schema. `recordData` has its output then.
   *
   * Without a `validate` beside it, it is `strict`: answers that do not fit end the list with an `ItemValidationError`.
   * With `warn` they are given as they came.
   *
   * @see {@link https://standardschema.dev | Standard Schema}
   */
  readonly recordDataSchema?: StandardSchemaV1<unknown, TData>;
}

/**
 * A record as it is asked for: with `warn`, answers that do not fit their schema are given as they came.
 *
 * @typeParam TData - shape of `recordData`
 * @typeParam D - how dates are given
 * @typeParam V - how items are checked
 */
export type RecordAs<TData extends object, D extends DateFormat, V extends ValidationMode> = Dated<
  ImednetRecord<[V] extends ['warn'] ? TData | Record<string, unknown> : TData>,
  D
>;

/** How items are checked, for the types of what is given. */
interface AskedMode<V extends ValidationMode> {
  readonly validate?: V;
}

/** Options of the changes of records: study, filters, page size, and how sure to be. */
export interface SinceOptions<TData extends object = Record<string, unknown>>
  extends Omit<RecordListOptions<TData>, NotWithSince>, IncrementalOptions {}

/** Records (eCRF instances) of a study; `TData` is the shape of their `recordData`. */
export class RecordsResource extends StudyListResource<ImednetRecord, RecordListOptions> {
  protected override readonly name = 'records';
  protected override readonly itemKey = 'recordId';

  override list<
    TData extends object = Record<string, unknown>,
    D extends DateFormat = 'string',
    V extends ValidationMode = ValidationMode,
  >(options?: RecordListOptions<TData> & DateOptions<D> & AskedMode<V>): Observable<RecordAs<TData, D, V>> {
    return super.list(ofAnyShape(options)) as Observable<RecordAs<TData, D, V>>;
  }

  override pages<
    TData extends object = Record<string, unknown>,
    D extends DateFormat = 'string',
    V extends ValidationMode = ValidationMode,
  >(
    options?: RecordListOptions<TData> & DateOptions<D> & AskedMode<V>,
  ): Observable<Page<RecordAs<TData, D, V>>> {
    return super.pages(ofAnyShape(options)) as Observable<Page<RecordAs<TData, D, V>>>;
  }

  override process<
    TData extends object = Record<string, unknown>,
    D extends DateFormat = 'string',
    V extends ValidationMode = ValidationMode,
    W extends ObservableInput<unknown> = ObservableInput<unknown>,
  >(
    work: (page: ProcessPage<RecordAs<TData, D, V>>) => W,
    options?: RecordListOptions<TData> & CommitOptions<ObservedValueOf<W>> & DateOptions<D> & AskedMode<V>,
  ): Observable<PageAck> {
    return super.process(work as (page: ProcessPage<unknown>) => W, ofAnyShape(options));
  }

  override get<
    TData extends object = Record<string, unknown>,
    D extends DateFormat = 'string',
    V extends ValidationMode = ValidationMode,
  >(
    key: ItemKey,
    options?: ItemOptions<RecordListOptions<TData>> & DateOptions<D> & AskedMode<V>,
  ): Observable<RecordAs<TData, D, V>> {
    return super.get(key, ofAnyShape(options)) as Observable<RecordAs<TData, D, V>>;
  }

  override watch<TData extends object = Record<string, unknown>>(
    options: WatchedOptions<RecordListOptions>,
    settings: WatchSettings,
  ): Observable<ListChanges<ImednetRecord<TData>>> {
    return super.watch(options, settings) as Observable<ListChanges<ImednetRecord<TData>>>;
  }

  /**
   * Reads what is new, changed or deleted since the last time.
   *
   * @typeParam TData - shape of `recordData`
   * @param from - watermark from the last acknowledgement of the run before, or cursor of an interrupted run, with the
   *   same study and filters; `null` to begin with all records, into an empty copy
   * @param options - study, filters, page size; `overlap` in ms: how late a change may become visible, 60,000
   *   by default; `deletions`: `flag` omits the audit trail. A filter must hold no OR, `dateModified` or
   *   `recordId`
   * @returns a list to be worked through with `process`, which also reports what is wrong with the options
   *
   * @example
   * ```ts
   * imednet.records
   *   .since(await storage.load(), { studyKey: 'DEMO', pageSize: 500 })
   *   .process(({ items, deleted }) => database.apply(deleted, items))
   *   .subscribe(({ cursor, watermark }) => storage.save(watermark ?? cursor));
   * ```
   */
  override since<
    TData extends object = Record<string, unknown>,
    D extends DateFormat = 'string',
    V extends ValidationMode = ValidationMode,
  >(
    from: Watermark | SinceCursor | null,
    options?: SinceOptions<TData> & DateOptions<D> & AskedMode<V>,
  ): IncrementalList<RecordAs<TData, D, V>> {
    return super.since(from, ofAnyShape(options)) as IncrementalList<unknown> as IncrementalList<
      RecordAs<TData, D, V>
    >;
  }

  /**
   * Writes records in one POST: registers subjects, fills in forms, changes answers.
   *
   * It is sent again only after the server surely did not take it, whatever the retry policy says; so is a second
   * subscription. The answer tells that the server will work on it: poll the job, or use {@link submit}.
   *
   * @typeParam TData - shape of the answers
   * @param items - at least one; what each names decides what is done with it
   * @param options - study, `emailNotify`, `schema`
   * @returns cold; emits the job and completes. Errors with an `InvalidRecordsError` before anything is sent; with an
   *   `UnknownOutcomeError` when the server may have taken it; with any other error when it surely did not
   *
   * @example
   * ```ts
   * imednet.records
   *   .create([{ formKey: 'AE', subjectKey: '001-0001', data: { aeterm: 'Headache' } }], { studyKey: 'DEMO' })
   *   .pipe(switchMap(({ batchId }) => imednet.jobs.poll(batchId, { studyKey: 'DEMO' })))
   *   .subscribe(({ job }) => console.log(job.state));
   * ```
   * @see {@link https://www.rfc-editor.org/rfc/rfc9110#name-idempotent-methods | RFC 9110, idempotent methods}
   */
  create<TData extends object = Record<string, unknown>>(
    items: readonly NewRecord<TData>[],
    options: CreateOptions = {},
  ): Observable<Job> {
    const once = new Delivery();
    return defer(() => {
      const { path, studyKey } = this.place(options);
      const records = acceptRecords(items, options.schema);
      const settled = { ...options };
      return asOperation(
        this.client,
        { name: 'records.create', studyKey },
        (client) => posting(({ postRecords }) => postRecords(client, path, records, once, settled)),
        options,
      );
    });
  }

  /**
   * Writes many records in batches, and tells how far each has come by receipts.
   *
   * A batch is sent once, or its outcome is known to be unknown: whatever may have arrived is never sent again, by no
   * policy, no further subscription and no later call with the receipts. Save the receipts, best by a `journal`, which has
   * the intent of a batch before it is sent.
   *
   * @typeParam TData - shape of the answers
   * @param items - at least one; sent in this order
   * @param options - study; `batchSize` in records; `concurrency` in batches, 1 by default: a batch is sent when the one
   *   before has succeeded; `journal` and `receipts` of an earlier run
   * @returns cold, to be subscribed once; emits a receipt at each state of each batch, and completes when all have
   *   succeeded. Errors behind the last receipt: with the first failure, or, without `failFast`, with a
   *   `BatchesFailedError`. A failure is an `UnknownOutcomeError` when a batch may have been written, a `JobFailedError` or
   *   `JobTimeoutError` when the server has it; with any other error the batch surely was not written
   *
   * @example
   * ```ts
   * imednet.records
   *   .submit(items, { studyKey: 'DEMO', batchSize: 100, journal, receipts: await receipts.load() })
   *   .subscribe({
   *     next: ({ index, batches, state }) => console.log(`batch ${index + 1} of ${batches}: ${state}`),
   *     error: (error) => console.error(error.message),
   *   });
   * ```
   */
  submit<TData extends object = Record<string, unknown>>(
    items: readonly NewRecord<TData>[],
    options: SubmitOptions = {},
  ): Observable<WriteReceipt> {
    const submission = new Submission();
    return defer(() => {
      const place = this.place(options);
      return asOperation(
        this.client,
        { name: 'records.submit', studyKey: place.studyKey },
        (client) => submitOnce(client, place, items, options, submission),
        options,
      );
    });
  }

  /**
   * Looks for the effect of a batch whose outcome is not known; sends nothing but reads.
   *
   * It asks for the job where the receipt knows it. Else, and after a failed job, it reads what changed in the study since
   * the intent, and compares. Only where nothing at all changed where the items belong, and the time to settle is over,
   * it says `not-applied`.
   *
   * @param receipt - of the batch, from the journal or an `UnknownOutcomeError`
   * @param items - all records of the submission, as they were given to {@link submit}
   * @param options - study; `receipts` of the submission, so that what other batches wrote is known; `settle`: how long
   *   the server may need to carry out what it took, in ms, 600,000 by default; `overlap`: how far clocks may be apart,
   *   in ms, 600,000 by default; `secret` of the submission
   * @returns cold; emits a verdict with the receipt as it is now, and completes. To go on, pass that receipt with the
   *   others to {@link submit}: it sends what was `not-applied`, and nothing else
   *
   * @example
   * ```ts
   * imednet.records.reconcile(receipt, items, { studyKey: 'DEMO' }).subscribe((found) => {
   *   if (found.verdict === 'undecided') console.log(`a person has to look, or the program again in ${found.waitFor} ms`);
   *   else journal.save(found.receipt);
   * });
   * ```
   */
  reconcile<TData extends object = Record<string, unknown>>(
    receipt: WriteReceipt,
    items: readonly NewRecord<TData>[],
    options: ReconcileOptions = {},
  ): Observable<WriteVerdict> {
    return defer(() => {
      const { studyKey } = this.place(options);
      return asOperation(
        this.client,
        { name: 'records.reconcile', studyKey },
        (client) => {
          const records = acceptRecords(items);
          const settled = { ...options, receipts: receiptList(options.receipts) };
          return loadOnDemand(
            'records.reconcile',
            () => import('../writes/reconcile-batch'),
            ({ reconcileBatch }) => reconcileBatch(client, studyKey, receipt, records, settled),
          );
        },
        options,
      );
    });
  }

  protected override ownParams({
    recordDataFilter,
  }: Pick<RecordListOptions, 'recordDataFilter'>): Record<string, QueryValue | undefined> {
    return { recordDataFilter: dataFilterText(recordDataFilter) };
  }
}

/** What answers look like is known to the types alone. */
function ofAnyShape(options: object | undefined): RecordListOptions | undefined {
  return options;
}
