import type { PageStrategy } from './page-strategy';

/**
 * Position in a whole list, as plain JSON: save it with the data, and pass it unchanged as `resumeFrom`.
 *
 * It holds no filter value, only a fingerprint of the query.
 */
export interface PageCursor {
  readonly version: 2;
  readonly strategy: PageStrategy;
  /** Fingerprint of path, parameters and order; a cursor of another query is rejected. */
  readonly query: string;
  /** Number of the next page; with `partitions`, pages of all of them before this position. */
  readonly page: number;
  /** Key of the last item: always with the keyset strategy, else where `maxItems` cut the page. */
  readonly after?: number;
  /** Items before this position. */
  readonly items: number;
  /** Items of the next page that are before this position, where `maxItems` cut a page that is read by offset. */
  readonly skip?: number;
  /** All partitions in the order of their keys, finished or not, where the list is read in several at the same time. */
  readonly partitions?: readonly PartitionCursor[];
}

/**
 * Position in one partition.
 *
 * It is never enough to resume a list: only all partitions together prove that no range of keys is missing.
 */
export interface PartitionCursor {
  /** Number of its next page. */
  readonly page: number;
  /** Items of it before that page. */
  readonly items: number;
  /** Key after which the partition begins, the `until` of the one before; the first partition has none. */
  readonly from?: number;
  /** Last key that belongs to it; the last partition has none. */
  readonly until?: number;
  /** Key of its last item; none before its first page and once it is finished. */
  readonly after?: number;
  /** Only on a partition that is finished. */
  readonly finished?: true;
}
