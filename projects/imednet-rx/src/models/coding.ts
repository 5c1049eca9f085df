/** The assignment of a dictionary's term to what was entered in a record. */
export interface Coding {
  readonly studyKey: string;
  readonly siteName: string;
  readonly siteId: number;
  readonly subjectId: number;
  readonly subjectKey: string;
  readonly formId: number;
  readonly formName: string;
  readonly formKey: string;
  readonly revision: number;
  readonly recordId: number;
  /** Name of the variable that was coded. */
  readonly variable: string;
  /** The text as it was entered. */
  readonly value: string;
  readonly codingId: number;
  /** The dictionary's term. */
  readonly code: string;
  readonly codedBy: string;
  readonly reason: string | null;
  /** E.g. `MedDRA`. */
  readonly dictionaryName: string;
  readonly dictionaryVersion: string;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateCoded: string;
}
