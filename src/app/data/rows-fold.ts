import type { Fold } from './streamed';

/** Rows of a list so far. */
export interface Rows<T> {
  readonly rows: readonly T[];
}

/** Keeps all rows. The array grows in place, the wrapper is new with each page: copying would be quadratic. */
export function rowsFold<T>(): Fold<T, { readonly rows: T[] }> {
  return {
    empty: () => ({ rows: [] }),
    add: ({ rows }, { items }) => {
      rows.push(...items);
      return { rows };
    },
  };
}
