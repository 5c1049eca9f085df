import { object } from 'valibot';
import { integer, dateTime, flag, text } from './fields';

/** What a `Variable` is made of. */
export const variableSchema = object({
  studyKey: text,
  variableId: integer,
  variableType: text,
  variableName: text,
  sequence: integer,
  revision: integer,
  disabled: flag,
  dateCreated: dateTime,
  dateModified: dateTime,
  formId: integer,
  variableOid: text,
  deleted: flag,
  formKey: text,
  formName: text,
  label: text,
  blinded: flag,
});
