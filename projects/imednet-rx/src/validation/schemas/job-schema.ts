import { nullish, number, object, optional } from 'valibot';
import { dateTime, text } from './fields';

/** What a `Job` is made of. */
export const jobSchema = object({
  jobId: text,
  batchId: text,
  state: text,
  dateCreated: nullish(dateTime),
  dateStarted: nullish(dateTime),
  dateFinished: nullish(dateTime),
  progress: optional(number()),
  resultUrl: optional(text),
});
