import type { ImednetRecord, Variable } from 'imednet-rx';
import { TEXTS } from './texts';

/** An answer as it is shown. */
export interface Answer {
  readonly name: string;
  /** The question as users see it; the variable's name where the study tells none. */
  readonly label: string;
  readonly text: string;
}

/** The answers of a record in the order of its form; answers to no known question come last. */
export function answersOf(
  { formKey, recordData }: Pick<ImednetRecord, 'formKey' | 'recordData'>,
  variables: readonly Variable[],
): readonly Answer[] {
  const known = new Map(
    variables
      .filter((variable) => variable.formKey === formKey)
      .map((variable) => [variable.variableName, variable] as const),
  );
  return Object.entries(recordData)
    .map(([name, value]) => ({ name, value, variable: known.get(name) }))
    .sort((a, b) => (a.variable?.sequence ?? Infinity) - (b.variable?.sequence ?? Infinity) || 0)
    .map(({ name, value, variable }) => ({ name, label: variable?.label ?? name, text: textOf(value) }));
}

function textOf(value: unknown): string {
  const { yes, no, blank } = TEXTS.drawer;
  if (value === null || value === undefined || value === '') return blank;
  if (typeof value === 'boolean') return value ? yes : no;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
