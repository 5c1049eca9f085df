import {
  concat,
  concatMap,
  defer,
  EMPTY,
  from,
  ignoreElements,
  map,
  type Observable,
  type ObservableInput,
  of,
} from 'rxjs';
import { InvalidArgumentError } from '../errors/client-error';
import { allOf } from '../http/all-of';
import { readApiDate } from '../models/api-date';
import type { ProcessOptions } from '../pagination/process-options';
import type { ReadItems } from '../pagination/read-items';
import type { Requestor } from '../pagination/requestor';
import { wholeAtLeast } from '../pagination/whole-at-least';
import type { Changes, ChangesAck } from './changes';
import { DatedList } from './dated-list';
import { type IncrementalPlan, type IncrementalTarget, planIncremental } from './incremental-plan';
import { IncrementalRun } from './incremental-run';
import { processCompared } from './process-compared';
import { removedRows, type Revision } from './removed-rows';
import { ServerClock } from './server-clock';
import type { SinceCursor } from './since-cursor';
import type { Watermark } from './watermark';

/** How far a watermark may be after the server's clock, in ms: clocks of its machines may differ. */
const CLOCK_TOLERANCE = 86_400_000;

/**
 * Works through what changed in a list; see `IncrementalList.process`.
 *
 * @param client - sends the requests
 * @param start - watermark or cursor of the run before; `null` to read everything
 * @param target - the list
 * @param project - the caller's work
 * @param options - the caller's
 */
export function processChanges<T, K extends number | string>(
  client: Requestor,
  start: Watermark | SinceCursor | null,
  target: IncrementalTarget<T>,
  project: Work<T, K>,
  options: ProcessOptions,
): Observable<ChangesAck> {
  return defer(() => {
    const concurrency = wholeAtLeast(1, 'concurrency', options.concurrency ?? 1);
    if ('commit' in options) {
      throw new InvalidArgumentError(
        'Changes have no `commit`. Save the cursor or the watermark of each acknowledgement instead.',
      );
    }
    const plan = planIncremental(start, target);
    const clock = new ServerClock(target.options.metadataKey);
    const timed = clock.readingFrom(client);
    return target.reading(client, (readItems) => {
      const work = workOn(reading(readItems, project as Work<T, never>));
      if (plan.kind === 'compared') return processCompared(timed, plan, clock, work, concurrency);
      return processKeyed(timed, plan, clock, work, options);
    });
  });
}

/** The caller's work on a part. */
type Work<T, K extends number | string> = (changes: Changes<T, K>) => ObservableInput<unknown>;

function processKeyed(
  client: Requestor,
  plan: IncrementalPlan,
  clock: ServerClock,
  work: Work<unknown, number>,
  options: ProcessOptions,
): Observable<ChangesAck> {
  const { kind, resumed, watermark } = plan;
  const rows = new DatedList<unknown>(client, plan.rows);
  const trail = plan.trail && new DatedList<Revision>(client, plan.trail);
  const list =
    kind === 'appended'
      ? rows.after(watermark?.after ?? null, resumed?.page)
      : rows.since(watermark === null ? undefined : plan.from, resumed?.page);

  const acknowledged = (run: IncrementalRun<unknown>): Observable<ChangesAck> =>
    list.process((page) => work(run.changed(page)), options).pipe(map((ack) => run.acknowledge(ack)));
  if (resumed) {
    return defer(() => acknowledged(new IncrementalRun(plan, clock, readApiDate(resumed.bound))));
  }
  if (kind === 'appended') return defer(() => acknowledged(new IncrementalRun(plan, clock)));
  return boundOf(rows, plan, clock).pipe(
    concatMap((bound) => {
      if (!trail) return acknowledged(new IncrementalRun(plan, clock, bound));
      // Keys are assigned when a revision is made, which is visible when it is committed: only old ones are complete.
      const settled = (date: number): Observable<number | null> =>
        date > plan.overlap ? trail.lastKey(date - plan.overlap) : of(null);
      const { trailAfter } = watermark ?? {};
      const from$ =
        trailAfter === undefined && watermark !== null ? settled(plan.from) : of(trailAfter ?? null);
      return allOf([settled(bound), from$]).pipe(
        concatMap(([next, after]) => {
          const run = new IncrementalRun<unknown>(plan, clock, bound, next);
          const removed$ = watermark === null ? EMPTY : removedRows(trail, after);
          return concat(
            removed$.pipe(concatMap((removed) => workOnRemoved(run, run.removed(removed), work))),
            acknowledged(run),
          );
        }),
      );
    }),
  );
}

/**
 * Requests the newest date before anything is read: what changes meanwhile has this date or a later one.
 *
 * A row that is dated in the future must not take the date along, or changes would be missed until then.
 */
function boundOf(rows: DatedList<unknown>, plan: IncrementalPlan, clock: ServerClock): Observable<number> {
  return rows.newest(plan.from).pipe(
    map((newest) => {
      if (clock.isKnown && plan.since > clock.earliest + CLOCK_TOLERANCE) {
        throw new InvalidArgumentError(
          "The watermark is dated after the server's clock, so changes may have been missed. Pass `null` to read everything again.",
        );
      }
      return Math.max(plan.since, Math.min(clock.earliest, newest));
    }),
  );
}

/** Reads rows right before the work on them, since the run itself compares them as received. */
function reading<T>(readItems: ReadItems<T> | undefined, project: Work<T, never>): Work<unknown, never> {
  if (!readItems) return project as Work<unknown, never>;
  return (changes) => {
    const { items, deletedItems, page } = changes;
    const projected = (read: readonly T[]): ObservableInput<unknown> =>
      project({ ...changes, items: read.slice(0, items.length), deletedItems: read.slice(items.length) });
    const read = readItems({ page, items: [...items, ...deletedItems] });
    return 'then' in read ? from(read).pipe(concatMap(projected)) : projected(read);
  };
}

/** The work is not called where nothing changed. */
function workOn(project: Work<unknown, never>): Work<unknown, number | string> {
  return (changes) => {
    const { items, deleted, deletedItems } = changes;
    const isEmpty = items.length + deleted.length + deletedItems.length === 0;
    return isEmpty ? EMPTY : project(changes as Changes<unknown, never>);
  };
}

/** Before any row, and apart from them: a row that is restored meanwhile must not be deleted after its restoration. */
function workOnRemoved(
  run: IncrementalRun<unknown>,
  changes: Changes<unknown>,
  work: Work<unknown, number>,
): Observable<ChangesAck> {
  if (changes.deleted.length === 0) return EMPTY;
  return concat(
    defer(() => work(changes)).pipe(ignoreElements()),
    defer(() => of(run.acknowledgeRemoved(changes))),
  );
}
