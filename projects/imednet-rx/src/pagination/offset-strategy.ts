import { PaginationError } from '../errors/client-error';
import type { PageParams, PagingStrategy } from './paging-strategy';

/** Counts pages from the beginning: rows that are inserted or deleted meanwhile shift the rest. */
export function offsetStrategy(
  { params, pageParam, sizeParam, size }: PageParams,
  alone: boolean,
): PagingStrategy {
  return {
    ask: (page) => ({
      params: { ...params, [pageParam]: page, [sizeParam]: size },
      request: { page, size },
    }),
    place: (step, page) => {
      if (alone) return { ...step, next: null, end: page + 1 };
      // A server that claims pages without end would otherwise be requested without end.
      if (step.next !== null && step.page.items.length === 0) {
        throw new PaginationError(
          `Page ${String(page)} is empty, although it is not the last: rows are missing. Report this to the vendor.`,
        );
      }
      return step;
    },
  };
}
