import { forkJoin, map, type Observable, of, switchMap } from 'rxjs';
import { KeysetUnsupportedError } from '../errors/client-error';
import type { QueryParams } from '../http/query-params';
import { keysetFilter } from './keyset-filter';
import { keyOf } from './keyset-strategy';
import type { PageRequest, PageStep } from './page';
import type { PartitionCursor } from './page-cursor';
import type { PartPlan } from './page-plan';

/** Asks for one page. */
export type Ask = (params: QueryParams, request: PageRequest) => Observable<PageStep<unknown>>;

/** The parts of a list, and how many items there are in all, if the server says. */
export interface Parts {
  readonly parts: readonly PartitionCursor[];
  readonly total: number | null;
}

/**
 * Divides a list into ranges of keys that hold about as many items each.
 *
 * The keys that divide it are those of single rows at even distances, read by offset. Rows that come and go
 * meanwhile make the parts uneven, no more: each key belongs to exactly one of them. One more request proves
 * that the server honours the filter before anything is emitted.
 *
 * @param plan - key, parameters and number of parts; a list of fewer pages is not divided
 * @param ask - asks for one page
 */
export function findParts({ page, itemKey: key, count }: PartPlan, ask: Ask): Observable<Parts> {
  const row = (index: number, bound?: number): Observable<PageStep<unknown>> => {
    const filter = page.params['filter'] as string | undefined;
    const params = {
      ...page.params,
      sort: `${key},ASC`,
      filter: bound === undefined ? filter : keysetFilter(filter, key, bound),
      [page.pageParam]: index,
      [page.sizeParam]: 1,
    };
    return ask(params, { page: index, size: 1, alone: true });
  };
  const keyAt = (index: number): Observable<number> => row(index).pipe(map((step) => firstKey(step, key)));

  return row(0).pipe(
    switchMap(({ page: { totalElements } }) => {
      const total = totalElements ?? 0;
      if (total < count * page.size) return of({ parts: divide([]), total: totalElements });
      const rows = Array.from(
        { length: count - 1 },
        (_, part) => Math.floor(((part + 1) * total) / count) - 1,
      );
      return forkJoin(rows.map(keyAt)).pipe(
        map((keys) => ascending(keys, key)),
        switchMap((keys) => {
          const last = keys.at(-1);
          if (last === undefined) return of(keys);
          return row(0, last).pipe(map((step) => (firstKey(step, key) > last ? keys : refuse(key))));
        }),
        map((keys) => ({ parts: divide(keys), total: totalElements })),
      );
    }),
  );
}

function divide(keys: readonly number[]): readonly PartitionCursor[] {
  return [undefined, ...keys].map((after, part) => {
    const until = keys[part];
    return {
      page: 0,
      items: 0,
      ...(after === undefined ? {} : { after }),
      ...(until === undefined ? {} : { until }),
    };
  });
}

/** The keys without those of rows that are gone. */
function ascending(found: readonly number[], key: string): readonly number[] {
  const keys = found.filter((value) => !Number.isNaN(value));
  return keys.every((value, index) => index === 0 || value > (keys[index - 1] ?? value)) ? keys : refuse(key);
}

function firstKey({ page: { items } }: PageStep<unknown>, key: string): number {
  return keyOf(items[0], key);
}

function refuse(key: string): never {
  throw new KeysetUnsupportedError(
    `The server does not honour order and filter by ${key}, or ${key} is no whole number on each item. ` +
      "Nothing was emitted. Use `strategy: 'offset'`, or `onKeysetUnsupported: 'offset'` to fall back.",
  );
}
