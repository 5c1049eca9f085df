import { keyOf } from './keyset-strategy';
import type { PageStep } from './page';
import type { PageCursor } from './page-cursor';
import type { PagePlan } from './page-plan';

/**
 * Where to go on behind a page; `null` behind the last.
 *
 * By offset, a page that `maxItems` cut is read again, since a page number can't point into it.
 *
 * @param step - the page as it was read
 * @param given - its items that were given
 * @param count - items that the run has given so far, these included
 * @param plan - the run's plan
 */
export function cursorBehind<T>(
  { page, next }: PageStep<T>,
  given: readonly T[],
  count: number,
  { strategy, query, itemKey, itemsBefore }: PagePlan,
): PageCursor | null {
  const whole = given.length === page.items.length;
  if (whole && next === null) return null;
  const again = strategy === 'offset' && !whole;
  return {
    version: 1,
    strategy,
    query,
    page: again ? page.page : page.page + 1,
    items: itemsBefore + count - (again ? given.length : 0),
    ...(strategy === 'keyset' && itemKey !== undefined ? { after: keyOf(given.at(-1), itemKey) } : {}),
  };
}
