import type { ResourceName } from '../models/items-by-resource';

/**
 * How the changes of a list are found.
 *
 * - `dated`: rows have a modification date, and are read from the date of the watermark.
 * - `appended`: rows are added and never change, so the list is continued after the last key.
 * - `compared`: nothing in a row reports that it changed, so the list is read and compared as a whole.
 */
export type ListKind = 'dated' | 'appended' | 'compared';

/** Each list of the API; jobs are not a list. */
const LIST_KINDS: Readonly<Record<Exclude<ResourceName, 'jobs'>, ListKind>> = {
  // Access to an old study can be granted later, which changes no date.
  studies: 'compared',
  sites: 'dated',
  forms: 'dated',
  intervals: 'dated',
  visits: 'dated',
  subjects: 'dated',
  users: 'compared',
  variables: 'dated',
  // It is not documented whether a coding keeps its `codingId` and gets a new `dateCoded` when it is coded again.
  codings: 'compared',
  queries: 'dated',
  recordRevisions: 'appended',
  records: 'dated',
};

/** Returns how the changes of a list are found. */
export function listKindOf(resource: ResourceName): ListKind {
  return resource === 'jobs' ? 'compared' : LIST_KINDS[resource];
}
