/** An electronic case report form (eCRF) as the study defines it. */
export interface Form {
  readonly studyKey: string;
  readonly formId: number;
  /** The key chosen by the study's designers. */
  readonly formKey: string;
  readonly formName: string;
  /** What the form is about, e.g. `Subject` or `Site`. */
  readonly formType: string;
  /** How often the definition was changed. */
  readonly revision: number;
  readonly embeddedLog: boolean;
  readonly enforceOwnership: boolean;
  readonly userAgreement: boolean;
  readonly subjectRecordReport: boolean;
  /** Whether unscheduled visits offer the form. */
  readonly unscheduledVisit: boolean;
  /** Whether the form is listed under "Other Forms". */
  readonly otherForms: boolean;
  /** Whether patients fill the form in themselves. */
  readonly eproForm: boolean;
  readonly allowCopy: boolean;
  /** Whether the form was deleted softly. */
  readonly disabled: boolean;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateCreated: string;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateModified: string;
}
