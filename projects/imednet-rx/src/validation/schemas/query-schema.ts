import { array, object } from 'valibot';
import { integer, integerOrNull, dateTime, flag, text, textOrNull } from './fields';

/** What a `Query` is made of. */
export const querySchema = object({
  studyKey: text,
  subjectId: integerOrNull,
  subjectOid: textOrNull,
  annotationType: text,
  annotationId: integer,
  type: textOrNull,
  description: text,
  recordId: integerOrNull,
  variable: textOrNull,
  subjectKey: textOrNull,
  dateCreated: dateTime,
  dateModified: dateTime,
  queryComments: array(
    object({
      sequence: integer,
      annotationStatus: text,
      user: text,
      comment: text,
      closed: flag,
      date: dateTime,
    }),
  ),
});
