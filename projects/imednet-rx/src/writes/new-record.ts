/** Exactly one of the properties of `T`. */
type OneOf<T> = { [K in keyof T]: Pick<T, K> & Partial<Record<Exclude<keyof T, K>, never>> }[keyof T];
type Without<K extends string> = Partial<Readonly<Record<K, never>>>;

type Form = OneOf<{ readonly formKey: string; readonly formId: number }>;
type Site = OneOf<{ readonly siteName: string; readonly siteId: number }>;
type Subject = OneOf<{
  readonly subjectKey: string;
  readonly subjectId: number;
  readonly subjectOid: string;
}>;
type Interval = OneOf<{ readonly intervalName: string; readonly intervalId: number }>;
type RecordRef = OneOf<{ readonly recordId: number; readonly recordOid: string }>;

type NoSite = Without<'siteName' | 'siteId'>;
type NoSubject = Without<'subjectKey' | 'subjectId' | 'subjectOid'>;
type NoInterval = Without<'intervalName' | 'intervalId'>;
type NoRecord = Without<'recordId' | 'recordOid'>;

interface Answers<TData extends object> {
  /** Answers by the names of the form's variables. */
  readonly data: Readonly<TData>;
}

/** Registers a subject at a site, with the answers of the registration form. */
export type NewSubject<TData extends object = Record<string, unknown>> = Answers<TData> &
  Form &
  Site &
  NoSubject &
  NoInterval &
  NoRecord;

/** Fills in a form of a subject's scheduled visit. */
export type ScheduledRecord<TData extends object = Record<string, unknown>> = Answers<TData> &
  Form &
  Subject &
  Interval &
  NoSite &
  NoRecord;

/** Adds a record to a subject, outside of the schedule. */
export type UnscheduledRecord<TData extends object = Record<string, unknown>> = Answers<TData> &
  Form &
  Subject &
  NoInterval &
  NoSite &
  NoRecord;

/** Changes answers of a record that there is; its subject may be named, too. */
export type RecordUpdate<TData extends object = Record<string, unknown>> = Answers<TData> &
  Form &
  RecordRef &
  (Subject | NoSubject) &
  NoInterval &
  NoSite;

/**
 * A record to be written: what it names decides what the server does.
 *
 * @typeParam TData - shape of the answers
 */
export type NewRecord<TData extends object = Record<string, unknown>> =
  NewSubject<TData> | ScheduledRecord<TData> | UnscheduledRecord<TData> | RecordUpdate<TData>;
