import { object } from 'valibot';
import { integer, dateTime, flag, text } from './fields';

/** What a `Form` is made of. */
export const formSchema = object({
  studyKey: text,
  formId: integer,
  formKey: text,
  formName: text,
  formType: text,
  revision: integer,
  embeddedLog: flag,
  enforceOwnership: flag,
  userAgreement: flag,
  subjectRecordReport: flag,
  unscheduledVisit: flag,
  otherForms: flag,
  eproForm: flag,
  allowCopy: flag,
  disabled: flag,
  dateCreated: dateTime,
  dateModified: dateTime,
});
