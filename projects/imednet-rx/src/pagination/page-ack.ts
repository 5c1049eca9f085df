import type { PageCursor } from './page-cursor';

/** Tells that the work on a page is done, and on every page before it. */
export interface PageAck {
  /** Number of the page. */
  readonly page: number;
  /** Items on the page. */
  readonly items: number;
  /** Number of the part that the page belongs to, where the list is read in several at the same time. */
  readonly partition?: number;
  /** Where to go on behind the page, to be saved with the work; `null` behind the last one. */
  readonly cursor: PageCursor | null;
}
