import { isJsonObject } from '../http/is-json-object';

/** JSON of a parsed JSON value that is the same whatever the order of its keys. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => (isJsonObject(member) ? sorted(member) : member));
}

/** As pairs, since an object keeps keys that look like numbers in an order of its own. */
function sorted(object: Readonly<Record<string, unknown>>): unknown {
  return { '': Object.entries(object).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) };
}
