import type { ItemsByResource } from './items-by-resource';
import type { DateFields } from './with-dates';

const CHANGED = { dateCreated: true, dateModified: true } as const;
const KEYWORDS = { keywords: { dateAdded: true } } as const;

/** Where the items of each resource hold dates; the compiler checks that none is missing. */
export const DATE_FIELDS: { readonly [R in keyof ItemsByResource]: DateFields<ItemsByResource[R]> } = {
  studies: CHANGED,
  sites: CHANGED,
  forms: CHANGED,
  intervals: CHANGED,
  visits: { ...CHANGED, startDate: true, endDate: true, dueDate: true, visitDate: true },
  subjects: { ...CHANGED, ...KEYWORDS, enrollmentStartDate: true },
  users: { roles: CHANGED },
  variables: CHANGED,
  codings: { dateCoded: true },
  queries: { ...CHANGED, queryComments: { date: true } },
  recordRevisions: { dateCreated: true },
  records: { ...CHANGED, ...KEYWORDS },
  jobs: { dateCreated: true, dateStarted: true, dateFinished: true },
};
