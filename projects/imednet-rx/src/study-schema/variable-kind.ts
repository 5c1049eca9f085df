/** What a variable holds, as far as its type tells; `other` for types that are not known here. */
export type VariableKind =
  'text' | 'choice' | 'checkbox' | 'integer' | 'number' | 'date' | 'datetime' | 'time' | 'file' | 'other';

const TYPES: readonly (readonly [VariableKind, readonly string[]])[] = [
  ['text', ['TEXT', 'STRING', 'MEMO', 'TEXTAREA']],
  ['choice', ['RADIO', 'DROPDOWN', 'SELECT']],
  ['checkbox', ['CHECKBOX', 'BOOLEAN']],
  ['integer', ['INTEGER', 'INT']],
  ['number', ['NUMBER', 'NUMERIC', 'DECIMAL', 'FLOAT', 'DOUBLE']],
  ['date', ['DATE']],
  ['datetime', ['DATETIME', 'TIMESTAMP']],
  ['time', ['TIME']],
  ['file', ['FILE', 'UPLOAD']],
];

const KINDS: ReadonlyMap<string, VariableKind> = new Map(
  TYPES.flatMap(([kind, types]) => types.map((type) => [type, kind] as const)),
);

/**
 * Tells what variables of a type hold.
 *
 * @param variableType - as `Variable.variableType`, in any case, with or without `_`, `-` and spaces
 */
export function variableKind(variableType: string): VariableKind {
  return KINDS.get(typeName(variableType)) ?? 'other';
}

/** A type in the one spelling by which types are compared. */
export function typeName(variableType: string): string {
  // A server can leave it out: answers to such a variable are checked as those of a type that is not known.
  return (typeof variableType === 'string' ? variableType : '').toUpperCase().replace(/[\s_-]/g, '');
}
