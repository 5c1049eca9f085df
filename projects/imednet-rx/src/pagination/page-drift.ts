/** What is known of a list that changed while it was paged by offset. */
export interface PageDrift {
  /** Number of the page at which it was noticed. */
  readonly page: number;
  /** Items in the list, as the page before told. */
  readonly totalBefore: number | null;
  /** Items in the list, as this page told. */
  readonly totalAfter: number | null;
  /** Items of this page that had been given before; exact within the last pages. */
  readonly repeated: number;
  /** Whether items may have been passed over: rows were deleted, and nothing shows that none of them came before this page. */
  readonly mayMiss: boolean;
}

/** What to do about it: go on and tell, end with an error, begin again, or step back until pages overlap. */
export type OnDrift = 'warn' | 'error' | 'restart' | 'reconcile';
