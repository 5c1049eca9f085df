import type { LazyCollection } from './lazy-collection';

/** Tells whether a row is in a list. */
export type RowTest = (row: object) => boolean;

/** A list that a route serves. */
export interface ListResource {
  readonly rows: LazyCollection<object>;
  readonly defaultSort: string;
  /** The keys that `recordDataFilter` may name; lists without them ignore the parameter. */
  readonly dataAttributes?: ReadonlyMap<string, unknown>;
  /** A test that applies whatever the filter says. */
  readonly alwaysTest?: (query: URLSearchParams) => RowTest | undefined;
}
