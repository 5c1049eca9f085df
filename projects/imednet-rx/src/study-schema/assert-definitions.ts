import { isJsonObject } from '../http/is-json-object';

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** What a schema can't do without, by kind: a definition without it would have right records rejected. */
const NEEDED: Readonly<Record<string, Readonly<Record<string, (value: unknown) => boolean>>>> = {
  forms: { formKey: isText, formId: Number.isSafeInteger },
  variables: { variableName: isText, formId: Number.isSafeInteger },
  intervals: { forms: isListOfObjects },
};

/**
 * Checks that definitions of a study have what a schema is made of; nothing is checked that it can do without.
 *
 * @param definitions - from the API's lists, or from storage
 * @param errorOf - creates the error from the problem, which names the kind, the position and the member
 * @throws what `errorOf` creates
 */
export function assertDefinitions(definitions: unknown, errorOf: (problem: string) => Error): void {
  if (!isJsonObject(definitions)) throw errorOf('they are not an object');
  for (const [kind, needed] of Object.entries(NEEDED)) {
    const all = definitions[kind];
    if (!Array.isArray(all)) throw errorOf(`\`${kind}\` is not an array`);
    for (const [index, one] of (all as readonly unknown[]).entries()) {
      const place = `item ${String(index)} of \`${kind}\``;
      if (!isJsonObject(one)) throw errorOf(`${place} is not an object`);
      const missing = Object.keys(needed).find((name) => needed[name]?.(one[name]) !== true);
      if (missing !== undefined) throw errorOf(`${place} has no valid \`${missing}\``);
    }
  }
}

/** Not every server sends the forms of an interval. */
function isListOfObjects(value: unknown): boolean {
  return (value ?? null) === null || (Array.isArray(value) && value.every(isJsonObject));
}
