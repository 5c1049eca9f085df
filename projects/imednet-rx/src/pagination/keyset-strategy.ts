import { InvalidArgumentError, PaginationError } from '../errors/client-error';
import { assertKeysetFilter, keysetFilter } from './keyset-filter';
import type { PageParams, PagingStrategy } from './paging-strategy';

/**
 * Goes on behind the last key: sorted by the key, filtered to what is greater, always the first page.
 *
 * Inserts and deletes elsewhere in the list then shift nothing, so that no row that is there throughout is
 * lost, and none comes twice, as long as keys are unique, never change, and the server honours order and
 * filter; that it does is checked on each page.
 *
 * @param page - names and size of the parameters
 * @param key - name of the key; a whole number on each item
 * @param resumeAfter - key to go on behind, when a run is resumed
 * @throws InvalidArgumentError when the caller's parameters can't be combined with it
 * @see {@link https://use-the-index-luke.com/no-offset | Paging without offset}
 */
export function keysetStrategy(page: PageParams, key: string, resumeAfter?: number): PagingStrategy {
  const { filter, sort, ...params } = page.params;
  if (sort !== undefined && sort !== null) {
    throw new InvalidArgumentError(`The keyset strategy sorts by ${key}. Leave \`sort\` out.`);
  }
  if (filter !== undefined && filter !== null && typeof filter !== 'string') {
    throw new InvalidArgumentError('The filter must be a string.');
  }
  if (typeof filter === 'string') assertKeysetFilter(filter, key);
  const lastKey = (previous: { items: readonly unknown[] } | undefined): number | undefined =>
    previous === undefined || previous.items.length === 0 ? resumeAfter : keyOf(previous.items.at(-1), key);

  return {
    ask: (_number, previous) => {
      const after = lastKey(previous);
      const condition = after === undefined ? filter : keysetFilter(filter ?? undefined, key, after);
      return {
        params: {
          ...params,
          sort: `${key},ASC`,
          filter: condition,
          [page.pageParam]: 0,
          [page.sizeParam]: page.size,
        },
        request: { page: 0, size: page.size },
      };
    },
    place: (step, number, previous) => {
      assertAscending(step.page.items, key, lastKey(previous));
      return {
        page: { ...step.page, page: number },
        next: step.next === null ? null : number + 1,
        end: number + 1,
      };
    },
  };
}

/** The key of an item; `NaN` where it has none. */
export function keyOf(item: unknown, key: string): number {
  const value = (item as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : NaN;
}

function assertAscending(items: readonly unknown[], key: string, after = -Infinity): void {
  let last = after;
  for (const item of items) {
    const current = keyOf(item, key);
    if (!(current > last)) {
      throw new PaginationError(
        `The server does not honour order and filter by ${key}, or ${key} is no whole number on each item. ` +
          "Nothing of this page was emitted. Use `strategy: 'offset'`.",
      );
    }
    last = current;
  }
}
