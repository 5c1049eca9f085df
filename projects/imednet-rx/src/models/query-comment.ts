/** One step in the history of a query. */
export interface QueryComment {
  readonly sequence: number;
  /** Status of the query after this step. */
  readonly annotationStatus: string;
  /** Login name of whoever took the step. */
  readonly user: string;
  readonly comment: string;
  readonly closed: boolean;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly date: string;
}
