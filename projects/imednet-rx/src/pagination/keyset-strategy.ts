import { InvalidArgumentError } from '../errors/client-error';
import { KeysetUnsupportedError } from '../errors/response-contract-error';
import { isAscending } from './is-ascending';
import { assertKeysetFilter, keysetFilter } from './keyset-filter';
import type { PageParams, PagingStrategy } from './paging-strategy';

/** The part of a list that a keyset run reads; all of it without bounds. */
export interface KeyRange {
  /** Key behind which it begins. */
  readonly after?: number | undefined;
  /** Last key that belongs to it. */
  readonly until?: number | undefined;
}

/**
 * Goes on behind the last key: sorted by the key, filtered to what is greater, always the first page.
 *
 * Inserts and deletes elsewhere in the list then shift nothing, so that no row that is there throughout is
 * lost, and none comes twice, as long as keys are unique, never change, and the server honours order and
 * filter. That it does shows on each page: its keys ascend from the last one on; and where nothing comes although
 * more should, the last row of the whole list tells whether there is anything left. Either way an empty page ends
 * the list: the next request would be the same again.
 *
 * @param page - names and size of the parameters
 * @param key - name of the key; a whole number on each item
 * @param range - keys to read
 * @throws InvalidArgumentError when the caller's parameters can't be combined with it
 * @see {@link https://use-the-index-luke.com/no-offset | Paging without offset}
 */
export function keysetStrategy(page: PageParams, key: string, range: KeyRange = {}): PagingStrategy {
  const { filter, sort, ...params } = page.params;
  if (sort !== undefined && sort !== null) {
    throw new InvalidArgumentError(`The keyset strategy sorts by ${key}. Leave \`sort\` out.`);
  }
  if (filter !== undefined && filter !== null && typeof filter !== 'string') {
    throw new InvalidArgumentError('The filter must be a string.');
  }
  if (typeof filter === 'string') assertKeysetFilter(filter, key);
  return {
    ask: (_number, previous) => {
      const after = lastKey(previous, key, range);
      return {
        params: {
          ...params,
          sort: `${key},ASC`,
          filter: after === undefined ? filter : keysetFilter(filter ?? undefined, key, after),
          [page.pageParam]: 0,
          [page.sizeParam]: page.size,
        },
        request: { page: 0, size: page.size },
      };
    },
    confirm: (step, previous) => {
      const after = lastKey(previous, key, range);
      // An empty first page that does not claim more is an empty list.
      if (step.page.items.length > 0 || (after === undefined && step.next === null)) return undefined;
      return {
        params: { ...params, sort: `${key},DESC`, filter, [page.pageParam]: 0, [page.sizeParam]: 1 },
        request: { page: 0, size: 1 },
        confirms: ({ page: { items, totalElements } }) =>
          items.length === 0 ? !totalElements : keyOf(items[0], key) <= (after ?? -Infinity),
        refuted: new KeysetUnsupportedError(key),
      };
    },
    place: (step, number, previous) => {
      const { items } = step.page;
      assertAscending(items, key, lastKey(previous, key, range));
      const inRange = upTo(range.until, items, key);
      const isLast = step.next === null || items.length === 0 || inRange.length < items.length;
      return {
        ...step,
        page: { ...step.page, items: inRange, page: number },
        next: isLast ? null : number + 1,
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

function lastKey(
  previous: { readonly items: readonly unknown[] } | undefined,
  key: string,
  { after }: KeyRange,
): number | undefined {
  return previous === undefined || previous.items.length === 0 ? after : keyOf(previous.items.at(-1), key);
}

/** The items that belong to a range that ends with a key; they ascend. */
function upTo<T>(until: number | undefined, items: readonly T[], key: string): readonly T[] {
  if (until === undefined || !(keyOf(items.at(-1), key) > until)) return items;
  return items.filter((item) => keyOf(item, key) <= until);
}

function assertAscending(items: readonly unknown[], key: string, after?: number): void {
  const keys = items.map((item) => keyOf(item, key));
  if (!isAscending(keys, after)) throw new KeysetUnsupportedError(key);
}
