import { nullable, object } from 'valibot';
import { calendarDate, integer, dateTime, flag, text, textOrNull } from './fields';

/** What a `Visit` is made of. */
export const visitSchema = object({
  studyKey: text,
  visitId: integer,
  intervalId: integer,
  intervalName: text,
  subjectId: integer,
  subjectKey: text,
  startDate: nullable(calendarDate),
  endDate: nullable(calendarDate),
  dueDate: nullable(calendarDate),
  visitDate: nullable(calendarDate),
  visitDateForm: textOrNull,
  visitDateQuestion: textOrNull,
  deleted: flag,
  dateCreated: dateTime,
  dateModified: dateTime,
});
