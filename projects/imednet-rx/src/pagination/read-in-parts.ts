import { merge, type Observable, switchMap } from 'rxjs';
import { type Ask, findParts } from './find-parts';
import { type Locate, locateInWhole } from './locate';
import type { PartitionCursor } from './page-cursor';
import type { PagePlan, PartPlan } from './page-plan';
import { PartCursors } from './part-cursors';
import { RunProgress } from './run-progress';

/**
 * Reads the parts of a list at the same time, or the whole list where it can't be divided.
 *
 * @param plan - the plan of the whole list
 * @param parts - how it is divided
 * @param ask - asks for one page
 * @param read - reads what a plan says, in order; it is given what makes cursors of the whole list
 * @returns emits what the parts emit as it comes
 */
export function readInParts<R>(
  plan: PagePlan,
  parts: PartPlan,
  ask: Ask,
  read: (locate: Locate, plan: PagePlan, progress: RunProgress) => Observable<R>,
): Observable<R> {
  const { query, itemsBefore } = plan;

  const readParts = (found: readonly PartitionCursor[], total: number | null): Observable<R> => {
    const progress = new RunProgress(itemsBefore, { total });
    const cursors = new PartCursors(found, query);
    const runs = found.flatMap((part, partition) =>
      part.finished
        ? []
        : [read((page) => cursors.moved(partition, page), parts.planOf(part, partition), progress)],
    );
    return merge(...runs);
  };

  if (parts.resumed) return readParts(parts.resumed, null);
  return findParts(parts, ask).pipe(
    switchMap(({ parts: found, total }) =>
      found.length === 0 ? read(locateInWhole, plan, new RunProgress(itemsBefore)) : readParts(found, total),
    ),
  );
}
