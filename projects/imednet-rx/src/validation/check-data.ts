import type { StandardSchemaV1 } from '@standard-schema/spec';
import { fieldPath } from './field-path';
import type { Mismatch } from './mismatch';

/** What a schema makes of the answers of a record, or why they do not fit. */
export type CheckedData = { readonly value: unknown } | { readonly mismatches: readonly Mismatch[] };

/**
 * Checks the answers of a record by the caller's schema. Of its issues only the path is read: messages may quote answers.
 *
 * @param schema - of any library that follows Standard Schema
 * @param data - as they came
 * @returns a promise where the schema gives one; it is never rejected: a schema that throws does not fit
 * @see {@link https://standardschema.dev | Standard Schema}
 */
export function checkData(schema: StandardSchemaV1, data: unknown): CheckedData | Promise<CheckedData> {
  const failed = (): CheckedData => ({ mismatches: [{ field: fieldPath([FIELD]), kind: 'type' }] });
  try {
    const result = schema['~standard'].validate(data);
    return 'then' in result
      ? result.then((settled) => outcomeOf(settled, data)).catch(failed)
      : outcomeOf(result, data);
  } catch {
    return failed();
  }
}

const FIELD = 'recordData';

function outcomeOf(result: StandardSchemaV1.Result<unknown>, data: unknown): CheckedData {
  const { issues } = result;
  return issues ? { mismatches: issues.map((issue) => mismatchOf(issue, data)) } : { value: result.value };
}

function mismatchOf({ path = [] }: StandardSchemaV1.Issue, data: unknown): Mismatch {
  const keys = path.map((segment) => (typeof segment === 'object' ? segment.key : segment));
  let found = data;
  for (const key of keys) found = (found as Readonly<Record<PropertyKey, unknown>> | null | undefined)?.[key];
  return { field: fieldPath([FIELD, ...keys]), kind: found === undefined ? 'missing' : 'type' };
}
