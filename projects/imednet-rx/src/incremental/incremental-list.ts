import { defer, type Observable, type ObservableInput } from 'rxjs';
import { loadOnDemand } from '../http/load-on-demand';
import type { ProcessOptions } from '../pagination/process-options';
import { asOperation, type Requestor } from '../pagination/requestor';
import type { Changes, ChangesAck } from './changes';
import type { IncrementalTarget } from './incremental-plan';
import type { SinceCursor } from './since-cursor';
import type { Watermark } from './watermark';

/**
 * What changed in a list since a watermark.
 *
 * @typeParam T - one row
 * @typeParam K - the rows' key
 */
export class IncrementalList<T, K extends number | string = number> {
  readonly #client: Requestor;
  readonly #from: Watermark | SinceCursor | null;
  readonly #target: () => IncrementalTarget<T>;

  /**
   * @param client - sends the requests and retries each on its own
   * @param from - watermark of the run before, or the cursor of an interrupted one; `null` to read everything
   * @param target - returns the list; called at each subscription
   */
  constructor(client: Requestor, from: Watermark | SinceCursor | null, target: () => IncrementalTarget<T>) {
    this.#client = client;
    this.#from = from;
    this.#target = target;
  }

  /**
   * Works through the changes at the consumer's pace: a page is requested only when one before it is done.
   *
   * A change is emitted at least once, so the work must accept a row that it knows: insert or replace. Each
   * acknowledgement but the last has a `cursor`, the last has the `watermark`: save either with the work, and pass
   * what was saved last to the next `since`. After a failure, what was saved before stays valid.
   *
   * @param project - the work on some changes, e.g. a database write: `deleted` first, then `items`; its
   *   completion counts, its values do not. It is not called for a page on which nothing is new
   * @param options - `concurrency`: pages that are worked on at the same time, 1 by default
   * @returns cold, each subscription a run of its own; emits an acknowledgement per page, in order, when the
   *   work on it and on all before it is done, and completes after the last one. Errors with an
   *   `InvalidArgumentError` before anything is sent, or when a page or its work does
   *
   * @example
   * ```ts
   * imednet.records
   *   .since(await storage.load())
   *   .process(({ items, deleted }) => database.apply(deleted, items))
   *   .subscribe(({ cursor, watermark }) => storage.save(watermark ?? cursor));
   * ```
   */
  process(
    project: (changes: Changes<T, K>) => ObservableInput<unknown>,
    options: ProcessOptions = {},
  ): Observable<ChangesAck> {
    return defer(() => {
      const target = this.#target();
      const { resource, studyKey } = target;
      return asOperation(
        this.#client,
        { name: `${resource}.since`, ...(studyKey === undefined ? {} : { studyKey }) },
        (client) =>
          loadOnDemand(
            'since',
            () => import('./process-changes'),
            ({ processChanges }) => processChanges(client, this.#from, target, project, options),
          ),
        target.options,
      );
    });
  }
}
