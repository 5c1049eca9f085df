import { object } from 'valibot';
import { integer, integerOrNull, dateTime, flag, text, textOrNull } from './fields';

/** What a `RecordRevision` is made of. */
export const recordRevisionSchema = object({
  studyKey: text,
  recordRevisionId: integer,
  recordId: integer,
  recordOid: textOrNull,
  recordRevision: integer,
  dataRevision: integer,
  recordStatus: text,
  subjectId: integer,
  subjectOid: text,
  subjectKey: text,
  siteId: integer,
  formKey: text,
  intervalId: integerOrNull,
  role: text,
  user: text,
  reasonForChange: textOrNull,
  deleted: flag,
  dateCreated: dateTime,
});
