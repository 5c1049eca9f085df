import type { Query } from 'imednet-rx';
import { apiTime } from '../data/api-time';
import { isOpenQuery } from '../data/is-open-query';
import type { Fold } from '../data/streamed';

/** What the overview keeps of queries. */
export interface QueryFacts {
  /** When the open ones were opened, in ms since the epoch. */
  readonly openedAt: number[];
  readonly open: number;
  readonly closed: number;
}

/** Counts queries, and remembers since when the open ones wait. */
export const queryFacts: Fold<Pick<Query, 'queryComments' | 'dateCreated'>, QueryFacts> = {
  empty: () => ({ openedAt: [], open: 0, closed: 0 }),
  add: ({ openedAt, open, closed }, { items }) => {
    let opened = 0;
    for (const query of items) {
      if (!isOpenQuery(query)) continue;
      opened++;
      const at = apiTime(query.dateCreated);
      if (at !== null) openedAt.push(at);
    }
    return { openedAt, open: open + opened, closed: closed + items.length - opened };
  },
};
