import { object } from 'valibot';
import { integer, dateTime, text } from './fields';

/** What a `Study` is made of. */
export const studySchema = object({
  sponsorKey: text,
  studyKey: text,
  studyId: integer,
  studyName: text,
  studyDescription: text,
  studyType: text,
  dateCreated: dateTime,
  dateModified: dateTime,
});
