import type { QueryParams } from '../http/query-params';

/** How a list is paged. */
export interface PaginatorOptions {
  /**
   * Query parameters of each request, kept as they are.
   *
   * An explicit page number (`page`) fetches that page alone; `limit` is an alias of the page size.
   */
  readonly params?: QueryParams;
  /** Items per page, 1 to 500; 100 by default. */
  readonly pageSize?: number;
  /** Number of the first page; 0 by default. */
  readonly startPage?: number;
  /** Name of the page parameter; `page` by default. */
  readonly pageParam?: string;
  /** Name of the size parameter; `size` by default. */
  readonly sizeParam?: string;
  /** Member of the body that holds the items; `data` by default. */
  readonly dataKey?: string;
  /** Member of the body that holds the metadata; `metadata` by default. */
  readonly metadataKey?: string;
}
