import { catchError, map, merge, type Observable, of, switchMap, throwError } from 'rxjs';
import { type Ask, findParts } from './find-parts';
import { isKeysetRefusal } from './is-keyset-refusal';
import type { PageCursor, PartitionCursor } from './page-cursor';
import type { PagePlan, PartPlan } from './page-plan';
import { PartCursors } from './part-cursors';
import { RunProgress } from './run-progress';

/** What is known of a page: the page itself, or that it is done. */
interface Placed {
  readonly items: number | readonly unknown[];
  readonly partition?: number;
  readonly cursor?: PageCursor | null;
}

/**
 * Reads the parts of a list at the same time; by offset, as a whole, where the server can't and the plan says so.
 *
 * @param plan - the plan of the whole list
 * @param parts - how it is divided
 * @param ask - asks for one page
 * @param read - reads what a plan says, in order
 * @returns emits what the parts emit as it comes, with the number of the part and one cursor for all parts
 */
export function readInParts<R extends Placed>(
  plan: PagePlan,
  parts: PartPlan,
  ask: Ask,
  read: (plan: PagePlan, progress: RunProgress) => Observable<R>,
): Observable<R> {
  const { query, start, itemsBefore, fallback } = plan;

  const readParts = (found: readonly PartitionCursor[], total: number | null): Observable<R> => {
    const progress = new RunProgress(itemsBefore, { total });
    const cursors = new PartCursors(found, query, { page: start, items: itemsBefore });
    const readPart = (part: PartitionCursor, partition: number): Observable<R> =>
      read(parts.planOf(part), progress).pipe(
        map((value) => ({ ...value, partition, cursor: cursors.moved(partition, value) })),
      );
    return merge(...found.map(readPart));
  };

  if (parts.resumed) return readParts(parts.resumed, null);
  return findParts(parts, ask).pipe(
    catchError((error: unknown) =>
      fallback && isKeysetRefusal(error) ? of(fallback) : throwError(() => error),
    ),
    switchMap((found) =>
      'strategy' in found ? read(found, new RunProgress(itemsBefore)) : readParts(found.parts, found.total),
    ),
  );
}
