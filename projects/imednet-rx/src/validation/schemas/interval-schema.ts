import { array, object } from 'valibot';
import { integer, integerOrNull, dateTime, flag, text, textOrNull } from './fields';

/** What an `Interval` is made of. */
export const intervalSchema = object({
  studyKey: text,
  intervalId: integer,
  intervalName: text,
  intervalDescription: text,
  intervalSequence: integer,
  intervalGroupId: integerOrNull,
  intervalGroupName: textOrNull,
  timeline: text,
  definedUsingInterval: textOrNull,
  windowCalculationForm: textOrNull,
  windowCalculationDate: textOrNull,
  actualDateForm: textOrNull,
  actualDate: textOrNull,
  dueDateWillBeIn: integerOrNull,
  negativeSlack: integerOrNull,
  positiveSlack: integerOrNull,
  eproGracePeriod: integerOrNull,
  forms: array(object({ formId: integer, formKey: text, formName: text })),
  disabled: flag,
  dateCreated: dateTime,
  dateModified: dateTime,
});
