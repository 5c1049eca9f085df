/** How the changes of a list are read. */
export interface IncrementalOptions {
  /**
   * How late a change may become visible on the server, in ms; 60,000 by default.
   *
   * A change gets its date when it is made, and is seen when it is committed. What is dated this much before
   * the watermark is read again; of that, only what the last run did not know is given.
   */
  readonly overlap?: number;
  /**
   * How rows are noticed that the server removed; `revisions` by default.
   *
   * `revisions` reads the audit trail too. `flag` saves those requests, and notices only rows that are still
   * in the list, marked as deleted.
   */
  readonly deletions?: 'revisions' | 'flag';
}
