import type { Query } from 'imednet-rx';
import { apiTime } from '../data/api-time';
import { isOpenQuery } from '../data/is-open-query';
import { AGE_LIMITS, ageInDays, ageRange } from '../data/query-age';
import type { Fold } from '../data/streamed';

/** Keeps the queries that are open. The array grows in place, the wrapper is new with each page. */
export const openQueries: Fold<Query, { readonly rows: Query[] }> = {
  empty: () => ({ rows: [] }),
  add: ({ rows }, { items }) => {
    rows.push(...items.filter(isOpenQuery));
    return { rows };
  },
};

/** How long a query has waited by `now`, in days; `null` where it does not tell since when. */
export function daysOpen({ dateCreated }: Pick<Query, 'dateCreated'>, now: number): number | null {
  const openedAt = apiTime(dateCreated);
  return openedAt === null ? null : ageInDays(openedAt, now);
}

/** How many queries there are of each range of ages. */
export function countAges(queries: readonly Pick<Query, 'dateCreated'>[], now: number): readonly number[] {
  const counts = AGE_LIMITS.map(() => 0);
  for (const query of queries) {
    const days = daysOpen(query, now);
    if (days === null) continue;
    const range = ageRange(days);
    counts[range] = (counts[range] ?? 0) + 1;
  }
  return counts;
}

/** The queries of one range of ages; all of them for `null`. */
export function ofAge<Q extends Pick<Query, 'dateCreated'>>(
  queries: readonly Q[],
  range: number | null,
  now: number,
): readonly Q[] {
  if (range === null) return queries;
  return queries.filter((query) => {
    const days = daysOpen(query, now);
    return days !== null && ageRange(days) === range;
  });
}

/** The range of ages that an address asks for; `null` for all. */
export function parseAge(text: string | null): number | null {
  const range = AGE_LIMITS.findIndex((_, index) => String(index) === text);
  return range < 0 ? null : range;
}
