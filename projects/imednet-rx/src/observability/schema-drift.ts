/** A field of a list's items that is not as its schema says: names and counts, never what was found. */
export interface SchemaDrift {
  /** Name of the list, e.g. `records`. */
  readonly resource: string;
  /** Number of the page at which it was noticed, 0 for the first. */
  readonly page: number;
  /** Path of the field, e.g. `dateCreated`, `keywords[].keywordId` or `recordData.AESEV`. */
  readonly field: string;
  /** The field is not in the schema, is not there, or holds something of another kind. */
  readonly kind: 'unknown' | 'missing' | 'type';
  /** Items of the page of which that holds. */
  readonly count: number;
  /** Items of which it held so far, over all lists of the client. */
  readonly total: number;
}
