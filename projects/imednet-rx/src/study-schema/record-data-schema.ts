import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Variable } from '../models/variable';
import { fieldPath } from '../validation/field-path';
import type { AnswerChecks } from './answer-checks';
import { type FormVariables, isVariableInUse } from './form-variables';
import { isPlainObject } from './is-plain-object';

/** How answers are read. */
export interface RecordDataSchemaOptions {
  /** Whether keys that are no variables of the form pass, as by default, or are told as issues. */
  readonly unknown?: 'pass' | 'refuse';
}

/**
 * A Standard Schema of the answers of one form, which validates without waiting.
 *
 * @typeParam TData - shape of the answers, which is taken on trust beyond the types of the variables
 * @see https://standardschema.dev
 */
export interface RecordDataSchema<TData extends object> extends StandardSchemaV1<TData> {
  readonly '~standard': Omit<StandardSchemaV1.Props<TData>, 'validate'> & {
    readonly validate: (value: unknown) => StandardSchemaV1.Result<TData>;
  };
}

/** What the API puts beside the answers, though it is no variable. */
const OF_THE_RECORD: ReadonlySet<string> = new Set(['dateCreated', 'dateModified', 'unvnum']);

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Makes the schema by which answers are read; a record keeps what variables held before they were taken away. */
export function recordDataSchema<TData extends object>(
  variables: FormVariables,
  checks: AnswerChecks,
  { unknown = 'pass' }: RecordDataSchemaOptions = {},
): RecordDataSchema<TData> {
  /** With `numbers: 'text'`, what is a number on the wire is a string here. */
  const expectedOf = (variable: Variable, answer: unknown): string | undefined => {
    const expected = checks.expected(variable, answer);
    const isNumberText = expected !== undefined && typeof answer === 'string' && JSON_NUMBER.test(answer);
    return isNumberText ? checks.expected(variable, Number(answer)) : expected;
  };
  const messageOf = (name: string, answer: unknown): string | undefined => {
    const variable = variables.find(name);
    if (!variable) {
      const passes = unknown === 'pass' || OF_THE_RECORD.has(name);
      return passes ? undefined : `${fieldPath([name])} is no variable of the form.`;
    }
    // What is seen of a blinded answer is not documented, and an answer may be older than the type.
    if (variable.blinded || !isVariableInUse(variable)) return undefined;
    const expected = expectedOf(variable, answer);
    return expected === undefined ? undefined : `${name} ${expected}.`;
  };
  const issuesOf = (data: unknown): readonly StandardSchemaV1.Issue[] => {
    if (!isPlainObject(data)) return [{ message: 'Must be an object of answers by variable.' }];
    return Object.entries(data).flatMap(([name, answer]) => {
      const message = messageOf(name, answer);
      const path = [variables.find(name) ? name : fieldPath([name])];
      return message === undefined ? [] : [{ message, path }];
    });
  };
  return {
    '~standard': {
      version: 1,
      vendor: 'imednet-rx',
      validate: (data) => {
        const issues = issuesOf(data);
        return issues.length === 0 ? { value: data as TData } : { issues };
      },
    },
  };
}
