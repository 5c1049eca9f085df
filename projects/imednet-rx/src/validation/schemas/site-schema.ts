import { object } from 'valibot';
import { integer, dateTime, text } from './fields';

/** What a `Site` is made of. */
export const siteSchema = object({
  studyKey: text,
  siteId: integer,
  siteName: text,
  siteEnrollmentStatus: text,
  dateCreated: dateTime,
  dateModified: dateTime,
});
