import { canary } from './canary';

/** A study's key and a batch may be told; dates are needed to page by. */
const KEPT: ReadonlySet<string> = new Set(['studyKey', 'batchId', 'dateCreated', 'dateModified']);

/** A copy of a JSON value in which every text is a canary, named after where it stands. */
export function seeded(value: unknown, name = 'value'): unknown {
  // A job with a state that is not known runs until it has a date of its end.
  if (name === 'dateFinished') return '';
  if (typeof value === 'string') return KEPT.has(name) ? value : canary(name);
  if (Array.isArray(value)) return value.map((item) => seeded(item, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, seeded(member, key)]));
}
