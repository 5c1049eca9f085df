/** How the changes of a list are read. */
export interface IncrementalOptions {
  /**
   * How late a change may become visible on the server, and how far dates and the server's clock may differ, in ms.
   *
   * A change gets its date when it is made, and is visible when it is committed. What is dated this much before the
   * watermark is read again; of that, only what the last run did not know is emitted. It has no effect on a list that is
   * compared as a whole.
   *
   * @default 60_000
   */
  readonly overlap?: number;
  /**
   * How removed records are found; other lists have no audit trail.
   *
   * `revisions` reads the audit trail too. `flag` saves those requests, and finds only records that are still in the list,
   * marked as deleted.
   *
   * @default 'revisions'
   */
  readonly deletions?: 'revisions' | 'flag';
}
