import type { PageParams, PagingStrategy } from './paging-strategy';

/** Counts pages from the beginning: rows that are inserted or deleted meanwhile shift the rest. */
export function offsetStrategy(
  { params, pageParam, sizeParam, size }: PageParams,
  alone: boolean,
): PagingStrategy {
  return {
    ask: (page) => ({
      params: { ...params, [pageParam]: page, [sizeParam]: size },
      request: { page, size, alone },
    }),
    place: (step, page) => (alone ? { ...step, next: null, end: page + 1 } : step),
  };
}
