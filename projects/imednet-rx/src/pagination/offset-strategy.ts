import { PaginationError } from '../errors/response-contract-error';
import { isAscending } from './is-ascending';
import { keyOf } from './keyset-strategy';
import type { PageParams, PagingStrategy } from './paging-strategy';

/** How much of a page an earlier run has emitted. */
export interface PageCut {
  /** Number of the page. */
  readonly page: number;
  /** Items of it. */
  readonly skip: number;
  /** Name of the items' key. */
  readonly key: string | undefined;
  /** Key of the last of them, where they ascend by it. */
  readonly after: number | undefined;
}

/**
 * Counts pages from the beginning: rows that are inserted or deleted meanwhile shift the rest.
 *
 * @param page - names and size of the parameters
 * @param alone - whether one page is all that is wanted
 * @param cut - the page that an earlier run has begun
 */
export function offsetStrategy(
  { params, pageParam, sizeParam, size }: PageParams,
  alone: boolean,
  cut: PageCut,
): PagingStrategy {
  return {
    ask: (page) => ({
      params: { ...params, [pageParam]: page, [sizeParam]: size },
      request: { page, size },
    }),
    place: (step, page) => {
      // A server that claims pages without end would otherwise be requested without end.
      if (!alone && step.next !== null && step.page.items.length === 0) {
        throw new PaginationError(
          `Page ${String(page)} is empty, although it is not the last: rows are missing. Report this to the vendor.`,
        );
      }
      const placed = alone ? { ...step, next: null, end: page + 1 } : step;
      if (cut.skip === 0 || page !== cut.page) return placed;
      return { ...placed, page: { ...placed.page, items: withoutEmitted(placed.page.items, cut) } };
    },
  };
}

/** Goes by the key where it can, since rows that were inserted or deleted meanwhile have shifted the page. */
function withoutEmitted<T>(items: readonly T[], { skip, key, after }: PageCut): readonly T[] {
  if (key === undefined || after === undefined) return items.slice(skip);
  const keys = items.map((item) => keyOf(item, key));
  return isAscending(keys)
    ? items.slice(keys.filter((emitted) => emitted <= after).length)
    : items.slice(skip);
}
