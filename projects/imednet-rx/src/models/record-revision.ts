/** An entry of the audit trail: one saved state of a record. */
export interface RecordRevision {
  readonly studyKey: string;
  readonly recordRevisionId: number;
  readonly recordId: number;
  /** Identifier assigned by the client. */
  readonly recordOid: string | null;
  /** Counts the saved states of the record. */
  readonly recordRevision: number;
  /** Counts the changes of the record's data. */
  readonly dataRevision: number;
  readonly recordStatus: string;
  readonly subjectId: number;
  readonly subjectOid: string;
  readonly subjectKey: string;
  readonly siteId: number;
  readonly formKey: string;
  /** Null where the record is unscheduled. */
  readonly intervalId: number | null;
  /** Role of the user who saved the record. */
  readonly role: string;
  /** Login name of the user who saved the record. */
  readonly user: string;
  readonly reasonForChange: string | null;
  readonly deleted: boolean;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateCreated: string;
}
