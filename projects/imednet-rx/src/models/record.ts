import type { Keyword } from './keyword';

/** A form filled in; `TData` describes the answers, whose keys are the names of the form's variables. */
export interface ImednetRecord<TData extends object = Record<string, unknown>> {
  readonly studyKey: string;
  /** Null where the record is unscheduled. */
  readonly intervalId: number | null;
  readonly formId: number;
  readonly formKey: string;
  readonly siteId: number;
  readonly recordId: number;
  /** Identifier assigned by the client. */
  readonly recordOid: string | null;
  /** E.g. `SUBJECT`. */
  readonly recordType: string;
  readonly recordStatus: string;
  readonly deleted: boolean;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateCreated: string;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateModified: string;
  readonly subjectId: number;
  readonly subjectOid: string;
  readonly subjectKey: string;
  /** Null where the record is unscheduled. */
  readonly visitId: number | null;
  /** Null unless the record is part of another one. */
  readonly parentRecordId: number | null;
  readonly keywords: readonly Keyword[];
  readonly recordData: Readonly<TData>;
}
