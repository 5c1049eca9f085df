import { fieldPath } from '../validation/field-path';
import type { AnswerChecks } from './answer-checks';
import type { FormVariables } from './form-variables';
import { isPlainObject } from './is-plain-object';
import type { DataProblem } from './schema-problem';

/** Checks what is to be written into a record: each key is a variable in use, each answer of its type. */
export function checkData(
  data: unknown,
  variables: FormVariables,
  checks: AnswerChecks,
): readonly DataProblem[] {
  if (!isPlainObject(data)) {
    return [
      { field: 'data', rule: 'not-an-object', message: 'data must be an object of answers by variable.' },
    ];
  }
  return Object.entries(data).flatMap(([name, answer]) => {
    const problem = problemOf(name, answer, variables, checks);
    return problem ? [problem] : [];
  });
}

function problemOf(
  name: string,
  answer: unknown,
  variables: FormVariables,
  checks: AnswerChecks,
): DataProblem | undefined {
  const variable = variables.find(name);
  if (!variable) return unknownVariable(name, variables);
  if (variable.deleted) {
    return { field: name, rule: 'deleted-variable', message: `${name} was deleted from the form.` };
  }
  if (variable.disabled) {
    return { field: name, rule: 'disabled-variable', message: `${name} is disabled on the form.` };
  }
  const expected = checks.expected(variable, answer);
  return expected === undefined
    ? undefined
    : { field: name, rule: 'wrong-type', message: `${name} ${expected}.` };
}

function unknownVariable(name: string, variables: FormVariables): DataProblem {
  const field = fieldPath([name]);
  const meant = variables.meantBy(name);
  const hint = meant ? `; ${meant.variableName} differs in case only` : '';
  return { field, rule: 'unknown-variable', message: `${field} is no variable of the form${hint}.` };
}
