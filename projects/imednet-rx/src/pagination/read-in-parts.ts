import { map, merge, type Observable, switchMap } from 'rxjs';
import { type Ask, findParts } from './find-parts';
import type { PageCursor, PartitionCursor } from './page-cursor';
import type { PagePlan, PartPlan } from './page-plan';
import { PartCursors } from './part-cursors';
import { RunProgress } from './run-progress';

/** What is known of a page: the page itself, or that it is done. */
export interface Placed {
  readonly items: number | readonly unknown[];
  readonly cursor?: PageCursor | null;
}

/**
 * Reads the parts of a list at the same time, or the whole list where it can't be divided.
 *
 * @param plan - the plan of the whole list
 * @param parts - how it is divided
 * @param ask - asks for one page
 * @param read - reads what a plan says, in order
 * @returns emits what the parts emit as it comes, with one cursor for all parts
 */
export function readInParts<R extends Placed>(
  plan: PagePlan,
  parts: PartPlan,
  ask: Ask,
  read: (plan: PagePlan, progress: RunProgress) => Observable<R>,
): Observable<R> {
  const { query, start, itemsBefore } = plan;

  const readParts = (found: readonly PartitionCursor[], total: number | null): Observable<R> => {
    const progress = new RunProgress(itemsBefore, { total });
    const cursors = new PartCursors(found, query, { page: start, items: itemsBefore });
    const readPart = (part: PartitionCursor, partition: number): Observable<R> =>
      read(parts.planOf(part, partition), progress).pipe(
        map((value) => ({ ...value, cursor: cursors.moved(partition, value) })),
      );
    return merge(...found.map(readPart));
  };

  if (parts.resumed) return readParts(parts.resumed, null);
  return findParts(parts, ask).pipe(
    switchMap(({ parts: found, total }) =>
      found.length === 0 ? read(plan, new RunProgress(itemsBefore)) : readParts(found, total),
    ),
  );
}
