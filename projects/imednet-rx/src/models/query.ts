import type { QueryComment } from './query-comment';

/** A question raised about data that were entered. */
export interface Query {
  readonly studyKey: string;
  /** Null where the query is not about a subject. */
  readonly subjectId: number | null;
  readonly subjectOid: string | null;
  /** What the query is about: `subject`, `record` or `question`. */
  readonly annotationType: string;
  readonly annotationId: number;
  readonly type: string | null;
  readonly description: string;
  /** Null where the query is not about a record. */
  readonly recordId: number | null;
  /** Name of the variable; null where the query is not about a field. */
  readonly variable: string | null;
  readonly subjectKey: string | null;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateCreated: string;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateModified: string;
  readonly queryComments: readonly QueryComment[];
}
