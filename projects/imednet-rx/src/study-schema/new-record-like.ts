/** A record as it is posted: each of form, site, subject, interval and record is named by one of its keys. */
export interface NewRecordLike {
  readonly formKey?: string;
  readonly formId?: number;
  readonly siteName?: string;
  readonly siteId?: number;
  readonly subjectKey?: string;
  readonly subjectId?: number;
  readonly subjectOid?: string;
  readonly intervalName?: string;
  readonly intervalId?: number;
  readonly recordId?: number;
  readonly recordOid?: string;
  /** Answers by the names of the form's variables. */
  readonly data: object;
}
