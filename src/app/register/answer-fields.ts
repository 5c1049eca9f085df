import { FormControl, type ValidatorFn } from '@angular/forms';
import type { StudySchema, Variable } from 'imednet-rx';

/** A question of a form, and how it is asked. */
export interface AnswerField {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'number' | 'date' | 'checkbox';
  readonly control: FormControl<string | boolean>;
}

const TYPES: Readonly<Record<string, AnswerField['type']>> = {
  DATE: 'date',
  INTEGER: 'number',
  DECIMAL: 'number',
  NUMBER: 'number',
  CHECKBOX: 'checkbox',
};

/** The questions of a form, each checked by what the study's designers defined. */
export function answerFields(schema: StudySchema, formKey: string): readonly AnswerField[] {
  return schema.variables(formKey).map((variable) => fieldOf(variable, schema, formKey));
}

function fieldOf(
  { variableName: name, label, variableType }: Variable,
  schema: StudySchema,
  formKey: string,
): AnswerField {
  const type = TYPES[variableType.toUpperCase()] ?? 'text';
  const check: ValidatorFn = ({ value }) => {
    const problem = schema.checkRecordData(formKey, { [name]: value as unknown })[0];
    return problem ? { schema: problem.message } : null;
  };
  const first = type === 'checkbox' ? false : '';
  return { name, label, type, control: new FormControl(first, { nonNullable: true, validators: check }) };
}

/** The answers that were given; a question that was left open has none. */
export function answersGiven(fields: readonly AnswerField[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    fields
      .map(({ name, type, control }) => [name, answerOf(type, control.value)] as const)
      .filter(([, answer]) => answer !== undefined),
  );
}

function answerOf(type: AnswerField['type'], value: string | boolean): unknown {
  if (typeof value === 'boolean') return value;
  const text = value.trim();
  if (text === '') return undefined;
  return type === 'number' ? Number(text) : text;
}

/** The form that most likely registers subjects; the study's definition does not tell. */
export function registrationForm({ forms }: Pick<StudySchema, 'forms'>): string | null {
  const usable = forms.filter(({ disabled }) => !disabled);
  const likely = usable.find(({ formName }) => /registr|enrol/i.test(formName));
  return (likely ?? usable[0])?.formKey ?? null;
}
