import {
  concat,
  concatMap,
  defer,
  EMPTY,
  endWith,
  forkJoin,
  from,
  ignoreElements,
  map,
  type Observable,
  type ObservableInput,
} from 'rxjs';
import type { Changes, ChangesAck } from './changes';
import { DatedList } from './dated-list';
import { type IncrementalPlan, type IncrementalTarget, planIncremental } from './incremental-plan';
import { IncrementalRun } from './incremental-run';
import type { ProcessOptions } from '../pagination/paginator';
import type { ReadItems } from '../pagination/read-items';
import { removedRows, type Revision } from './removed-rows';
import { asOperation, type Requestor } from '../pagination/requestor';
import type { Watermark } from './watermark';
import { wholeAtLeast } from '../pagination/whole-at-least';

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
      wholeAtLeast(1, 'concurrency', options.concurrency ?? 1);
      const target = this.#target();
      const plan = planIncremental(this.#watermark, target);
      return asOperation(
        this.#client,
        target.operation,
        (client) =>
          target.reading(client, (readItems) =>
            this.#run(client, plan, reading(readItems, project), options),
          ),
        target.options,
      );
    });
  }

  #run(
    client: Requestor,
    plan: IncrementalPlan,
    project: Work<unknown>,
    options: ProcessOptions,
  ): Observable<ChangesAck> {
    const rows = new DatedList<unknown>(client, plan.rows);
    const trail = plan.trail && new DatedList<Revision>(client, plan.trail);
    const list = rows.since(plan.full ? undefined : plan.from);

    // Known before anything is read: what changes meanwhile has this date or a later one.
    const newest$ = forkJoin([rows, ...(trail ? [trail] : [])].map((dated) => dated.newest(plan.from)));
    return newest$.pipe(
      concatMap((dates) => {
        const run = new IncrementalRun<unknown>(plan, Math.max(plan.since, ...dates));
        const removed$ = trail && !plan.full ? removedRows(trail, plan.from, plan.overlap) : EMPTY;
        return concat(
          removed$.pipe(concatMap((removed) => workOnRemoved(run.removed(removed), project))),
          list
            .process((page) => workOn(run.changed(page), project), options)
            .pipe(map(({ page }) => run.acknowledge(page))),
        );
      }),
    );
  }
}

type Work<T> = (changes: Changes<T>) => ObservableInput<unknown>;

/** Reads rows right before the work on them, since the run itself compares them as they came. */
function reading<T>(readItems: ReadItems<T> | undefined, project: Work<T>): Work<unknown> {
  if (!readItems) return project as Work<unknown>;
  return (changes) => {
    const items = readItems(changes);
    return 'then' in items
      ? from(items).pipe(concatMap((read) => project({ ...changes, items: read })))
      : project({ ...changes, items });
  };
}

function workOn<T>(changes: Changes<T>, project: Work<T>): ObservableInput<unknown> {
  return changes.items.length + changes.deleted.length === 0 ? EMPTY : project(changes);
}

/** Before any row, and apart from them: a row that is restored meanwhile must not be deleted behind its restoration. */
function workOnRemoved<T>(changes: Changes<T>, project: Work<T>): Observable<ChangesAck> {
  const deleted = changes.deleted.length;
  if (deleted === 0) return EMPTY;
  return defer(() => project(changes)).pipe(
    ignoreElements(),
    endWith({ page: changes.page, items: 0, deleted }),
  );
}
