import { object } from 'valibot';
import { integer, dateTime, text, textOrNull } from './fields';

/** What a `Coding` is made of. */
export const codingSchema = object({
  studyKey: text,
  siteName: text,
  siteId: integer,
  subjectId: integer,
  subjectKey: text,
  formId: integer,
  formName: text,
  formKey: text,
  revision: integer,
  recordId: integer,
  variable: text,
  value: text,
  codingId: integer,
  code: text,
  codedBy: text,
  reason: textOrNull,
  dictionaryName: text,
  dictionaryVersion: text,
  dateCoded: dateTime,
});
