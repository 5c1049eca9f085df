import type { Keyword } from './keyword';

/** A participant of a study. */
export interface Subject {
  readonly studyKey: string;
  readonly subjectId: number;
  /** Identifier assigned by the client. */
  readonly subjectOid: string;
  /** Identifier assigned by the protocol and shown to users. */
  readonly subjectKey: string;
  readonly subjectStatus: string;
  readonly siteId: number;
  readonly siteName: string;
  readonly deleted: boolean;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly enrollmentStartDate: string;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateCreated: string;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateModified: string;
  readonly keywords: readonly Keyword[];
}
