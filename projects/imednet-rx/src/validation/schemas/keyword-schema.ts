import { object } from 'valibot';
import { integer, dateTime, text } from './fields';

/** What a `Keyword` is made of. */
export const keywordSchema = object({
  keywordId: integer,
  keywordName: text,
  keywordKey: text,
  dateAdded: dateTime,
});
