import { array, object } from 'valibot';
import { answers, integer, integerOrNull, dateTime, flag, text, textOrNull } from './fields';
import { keywordSchema } from './keyword-schema';

/** What an `ImednetRecord` is made of. */
export const recordSchema = object({
  studyKey: text,
  intervalId: integerOrNull,
  formId: integer,
  formKey: text,
  siteId: integer,
  recordId: integer,
  recordOid: textOrNull,
  recordType: text,
  recordStatus: text,
  deleted: flag,
  dateCreated: dateTime,
  dateModified: dateTime,
  subjectId: integer,
  subjectOid: text,
  subjectKey: text,
  visitId: integerOrNull,
  parentRecordId: integerOrNull,
  keywords: array(keywordSchema),
  recordData: answers,
});
