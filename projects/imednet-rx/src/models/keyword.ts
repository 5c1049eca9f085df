/** A label attached to a subject or a record. */
export interface Keyword {
  readonly keywordId: number;
  readonly keywordName: string;
  readonly keywordKey: string;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateAdded: string;
}
