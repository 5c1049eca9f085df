import type { Form } from './form';

/** A visit as the study's schedule defines it; a `Visit` is one subject's instance of it. */
export interface Interval {
  readonly studyKey: string;
  readonly intervalId: number;
  readonly intervalName: string;
  readonly intervalDescription: string;
  /** Position in the schedule. */
  readonly intervalSequence: number;
  readonly intervalGroupId: number | null;
  readonly intervalGroupName: string | null;
  /** Kind of visit window, e.g. `Due Date` or `Start Date End Date`. */
  readonly timeline: string;
  /** Name of the interval from which this one's dates are reckoned. */
  readonly definedUsingInterval: string | null;
  /** Name of the form that holds the date to reckon from. */
  readonly windowCalculationForm: string | null;
  /** Name of the variable that holds the date to reckon from. */
  readonly windowCalculationDate: string | null;
  /** Name of the form that captures the date the visit took place. */
  readonly actualDateForm: string | null;
  /** Name of the variable that captures the date the visit took place. */
  readonly actualDate: string | null;
  /** Days from the date reckoned from until the visit is due. */
  readonly dueDateWillBeIn: number | null;
  /** Days before the due date that are still in the window. */
  readonly negativeSlack: number | null;
  /** Days after the due date that are still in the window. */
  readonly positiveSlack: number | null;
  /** Days after the due date in which patients may still complete their forms. */
  readonly eproGracePeriod: number | null;
  /** The forms scheduled for this visit. */
  readonly forms: readonly Readonly<Pick<Form, 'formId' | 'formKey' | 'formName'>>[];
  /** Whether the interval was deleted softly. */
  readonly disabled: boolean;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateCreated: string;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateModified: string;
}
