import { boolean, custom, nullable, string } from 'valibot';
import { isApiDate, readCalendarDate, readDateParts } from '../../models/api-date';

// Messages are told as what was expected: a text of this file, and nothing else.
export const text = string();
export const textOrNull = nullable(text);
/** One that is too large to be exact is none: parsing has changed it. */
export const integer = custom<number>(Number.isSafeInteger, 'integer');
export const integerOrNull = nullable(integer);
export const flag = boolean();
/** `YYYY-MM-DD HH:MM:SS`. */
export const dateTime = custom<string>(isApiDate, 'date and time');
/** `YYYY-MM-DD`. */
export const calendarDate = custom<string>((value) => readCalendarDate(value) !== undefined, 'date');
/** `[year, month, day, hour, minute, second, nanosecond]`. */
export const dateParts = custom<readonly number[]>(
  (value) => readDateParts(value) !== undefined,
  'date in parts',
);
/** Answers, of which only a form's definition tells more. */
export const answers = custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'object',
);
