import { catchError, map, type Observable, of, switchMap, throwError } from 'rxjs';
import type { QueryParams } from '../http/query-params';
import { allOf } from '../http/all-of';
import { isAscending } from './is-ascending';
import { isKeysetRefusal } from './is-keyset-refusal';
import { keysetFilter } from './keyset-filter';
import { keyOf } from './keyset-strategy';
import type { PageRequest, PageStep } from './page';
import type { PartitionCursor } from './page-cursor';
import type { PartPlan } from './page-plan';

/** Asks for one page. */
export type Ask = (params: QueryParams, request: PageRequest) => Observable<PageStep<unknown>>;

/** The parts of a list, none where it is better read as a whole, and how many items there are in all. */
export interface Parts {
  readonly parts: readonly PartitionCursor[];
  readonly total: number | null;
}

/**
 * Divides a list into ranges of keys that hold about as many items each.
 *
 * The keys that divide it are those of single rows at even distances, read by offset. Rows that come and go
 * meanwhile make the parts uneven, no more: each key belongs to exactly one of them. One more request proves
 * that the server honours the filter.
 *
 * @param plan - key, parameters and number of parts
 * @param ask - asks for one page
 * @returns emits once; no parts for a list of fewer pages than there should be parts, and where order or filter
 *   are in doubt, since a list that is read as a whole can still be trusted or gone on with by offset
 */
export function findParts({ page, itemKey: key, count }: PartPlan, ask: Ask): Observable<Parts> {
  const keyAt = (step: PageStep<unknown>): number => keyOf(step.page.items[0], key);
  const row = (index: number, bound?: number): Observable<PageStep<unknown>> => {
    const filter = page.params['filter'] as string | undefined;
    const params = {
      ...page.params,
      sort: `${key},ASC`,
      filter: bound === undefined ? filter : keysetFilter(filter, key, bound),
      [page.pageParam]: index,
      [page.sizeParam]: 1,
    };
    return ask(params, { page: index, size: 1 });
  };
  /**
   * The keys themselves if they are in order and the server honours a filter by the last of them, else none.
   * Rows that are gone have no key, and then they are not in order either.
   */
  const proved = (keys: readonly number[]): Observable<readonly number[]> => {
    const last = keys.at(-1);
    if (last === undefined || !isAscending(keys)) return of([]);
    return row(0, last).pipe(
      map((step) => (keyAt(step) > last ? keys : [])),
      catchError((error: unknown) => (isKeysetRefusal(error) ? of([]) : throwError(() => error))),
    );
  };

  return row(0).pipe(
    switchMap(({ page: { totalElements } }) => {
      const total = totalElements ?? 0;
      const last = (part: number): number => Math.floor(((part + 1) * total) / count) - 1;
      const rows =
        total < count * page.size ? [] : Array.from({ length: count - 1 }, (_, part) => last(part));
      const borders$ = rows.length === 0 ? of([]) : allOf(rows.map((index) => row(index).pipe(map(keyAt))));
      return borders$.pipe(
        switchMap(proved),
        map((keys) => ({ parts: divide(keys), total: totalElements })),
      );
    }),
  );
}

function divide(keys: readonly number[]): readonly PartitionCursor[] {
  if (keys.length === 0) return [];
  return [undefined, ...keys].map((from, part) => {
    const until = keys[part];
    return {
      page: 0,
      items: 0,
      ...(from === undefined ? {} : { from }),
      ...(until === undefined ? {} : { until }),
    };
  });
}
