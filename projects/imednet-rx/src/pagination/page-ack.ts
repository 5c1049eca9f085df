/** Tells that the work on a page is done, and on every page before it. */
export interface PageAck {
  /** Number of the page. */
  readonly page: number;
  /** Items on the page. */
  readonly items: number;
  /** Number of the page to go on with; `null` behind the last one. */
  readonly next: number | null;
}
