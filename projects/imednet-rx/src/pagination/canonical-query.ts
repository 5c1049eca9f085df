import type { QueryParams } from '../http/query-params';

/** A text that is the same for the same list, however its parameters are ordered. It holds their values: show it to nobody. */
export function canonicalQuery(path: string, params: QueryParams): string {
  const entries = Object.entries(params)
    .filter(([, value]) => value !== undefined && value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([path, entries]);
}
