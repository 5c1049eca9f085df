import { keyOf } from './keyset-strategy';
import type { PageStep } from './page';
import type { PageCursor } from './page-cursor';
import type { PagePlan } from './page-plan';

/**
 * Where a run can be resumed after a page; `null` after the last.
 *
 * By offset a page number can't point into a page, so the cursor after one that `maxItems` cut says how much of it
 * to skip.
 *
 * @param step - the page as it was read
 * @param given - its items that were emitted
 * @param count - items that the run has emitted so far, these included
 * @param plan - the run's plan
 */
export function cursorBehind<T>(
  { page, next }: PageStep<T>,
  given: readonly T[],
  count: number,
  { strategy, query, itemKey, itemsBefore, sortedByKey, start, skip }: PagePlan,
): PageCursor | null {
  const whole = given.length === page.items.length;
  if (whole && next === null) return null;
  const again = strategy === 'offset' && !whole;
  const after = itemKey === undefined ? NaN : keyOf(given.at(-1), itemKey);
  return {
    version: 2,
    strategy,
    query,
    page: again ? page.page : page.page + 1,
    items: itemsBefore + count,
    ...(again ? { skip: given.length + (page.page === start ? skip : 0) } : {}),
    ...(strategy === 'keyset' || (again && sortedByKey && !Number.isNaN(after)) ? { after } : {}),
  };
}
