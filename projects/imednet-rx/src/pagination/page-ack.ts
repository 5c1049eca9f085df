import type { PageCursor } from './page-cursor';

/** Tells that the work on a page is done, and on every page before it. */
export interface PageAck {
  /** Number of the page. */
  readonly page: number;
  /** Items on the page. */
  readonly items: number;
  /** Number of the part that the page belongs to, where the list is read in several at the same time. */
  readonly partition?: number;
  /** Where to resume the list after the page, with `partitions` that of all of them; `null` when all of it is done. */
  readonly cursor: PageCursor | null;
}
