/** One subject's visit. */
export interface Visit {
  readonly studyKey: string;
  readonly visitId: number;
  /** The interval this visit is an instance of. */
  readonly intervalId: number;
  readonly intervalName: string;
  readonly subjectId: number;
  readonly subjectKey: string;
  /** First day of the window, `YYYY-MM-DD`. */
  readonly startDate: string | null;
  /** Last day of the window, `YYYY-MM-DD`. */
  readonly endDate: string | null;
  /** `YYYY-MM-DD`, where the interval has a due date. */
  readonly dueDate: string | null;
  /** Day on which the visit took place, `YYYY-MM-DD`. */
  readonly visitDate: string | null;
  /** Name of the form that captures the visit's date. */
  readonly visitDateForm: string | null;
  /** Name of the variable that captures the visit's date. */
  readonly visitDateQuestion: string | null;
  readonly deleted: boolean;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateCreated: string;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateModified: string;
}
