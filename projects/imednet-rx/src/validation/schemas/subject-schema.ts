import { array, object } from 'valibot';
import { integer, dateTime, flag, text } from './fields';
import { keywordSchema } from './keyword-schema';

/** What a `Subject` is made of. */
export const subjectSchema = object({
  studyKey: text,
  subjectId: integer,
  subjectOid: text,
  subjectKey: text,
  subjectStatus: text,
  siteId: integer,
  siteName: text,
  deleted: flag,
  enrollmentStartDate: dateTime,
  dateCreated: dateTime,
  dateModified: dateTime,
  keywords: array(keywordSchema),
});
