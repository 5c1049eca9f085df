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
import type { ProcessOptions } from '../pagination/paginator';
import type { ReadItems } from '../pagination/read-items';
import type { Requestor } from '../pagination/requestor';
import { wholeAtLeast } from '../pagination/whole-at-least';
import type { Changes, ChangesAck } from './changes';
import { DatedList } from './dated-list';
import { type IncrementalPlan, type IncrementalTarget, planIncremental } from './incremental-plan';
import { IncrementalRun } from './incremental-run';
import { removedRows, type Revision } from './removed-rows';
import type { Watermark } from './watermark';

/**
 * Works through what changed in a list; see `IncrementalList.process`.
 *
 * @param client - sends the requests
 * @param watermark - where the run before ended; `null` to read everything
 * @param target - the list
 * @param project - the caller's work
 * @param options - the caller's
 */
export function processChanges<T>(
  client: Requestor,
  watermark: Watermark | null,
  target: IncrementalTarget<T>,
  project: Work<T>,
  options: ProcessOptions,
): Observable<ChangesAck> {
  return defer(() => {
    wholeAtLeast(1, 'concurrency', options.concurrency ?? 1);
    const plan = planIncremental(watermark, target);
    return target.reading(client, (readItems) => run(client, plan, reading(readItems, project), options));
  });
}

function run(
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
      const known = new IncrementalRun<unknown>(plan, Math.max(plan.since, ...dates));
      const removed$ = trail && !plan.full ? removedRows(trail, plan.from, plan.overlap) : EMPTY;
      return concat(
        removed$.pipe(concatMap((removed) => workOnRemoved(known.removed(removed), project))),
        list
          .process((page) => workOn(known.changed(page), project), options)
          .pipe(map(({ page }) => known.acknowledge(page))),
      );
    }),
  );
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
