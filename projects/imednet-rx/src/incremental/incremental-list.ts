import { defer, type Observable, type ObservableInput } from 'rxjs';
import { loadOnDemand } from '../http/load-on-demand';
import type { ProcessOptions } from '../pagination/paginator';
import { asOperation, type Requestor } from '../pagination/requestor';
import type { Changes, ChangesAck } from './changes';
import type { IncrementalTarget } from './incremental-plan';
import type { Watermark } from './watermark';

/**
 * What changed in a list since a watermark.
 *
 * @typeParam T - one row
 */
export class IncrementalList<T> {
  readonly #client: Requestor;
  readonly #watermark: Watermark | null;
  readonly #target: () => IncrementalTarget<T>;

  /**
   * @param client - sends the requests and retries each on its own
   * @param watermark - where the run before ended; `null` to read everything
   * @param target - tells the list, asked at each subscription
   */
  constructor(client: Requestor, watermark: Watermark | null, target: () => IncrementalTarget<T>) {
    this.#client = client;
    this.#watermark = watermark;
    this.#target = target;
  }

  /**
   * Works through the changes at the consumer's pace: a page is requested only when one before it is done.
   *
   * A change is given at least once. The watermark comes when the work on all of them is done; until it is
   * saved, the former one gives them again. So the work must not mind a row it knows: insert or replace.
   *
   * @param project - the work on some changes, e.g. a database write: `deleted` first, then `items`; its
   *   completion counts, its values do not. It is not called for a page on which nothing is new
   * @param options - `concurrency`: pages that are worked on at the same time, 1 by default
   * @returns cold, each subscription a run of its own; emits an acknowledgement per page, in order, when the
   *   work on it and on all before it is done, the last one with the next watermark, and completes. Errors
   *   with an `InvalidArgumentError` before anything is sent, or when a page or its work does
   *
   * @example
   * ```ts
   * imednet.records
   *   .since(await storage.load())
   *   .process(({ items, deleted }) => database.apply(deleted, items))
   *   .subscribe(({ watermark }) => watermark && storage.save(watermark));
   * ```
   */
  process(
    project: (changes: Changes<T>) => ObservableInput<unknown>,
    options: ProcessOptions = {},
  ): Observable<ChangesAck> {
    return defer(() => {
      const target = this.#target();
      return asOperation(
        this.#client,
        target.operation,
        (client) =>
          loadOnDemand(
            'since',
            () => import('./process-changes'),
            ({ processChanges }) => processChanges(client, this.#watermark, target, project, options),
          ),
        target.options,
      );
    });
  }
}
