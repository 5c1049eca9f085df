import type { ApiList } from './api-fields';

/** Where a list is, and the attribute that tells its items apart. */
export interface ApiListFacts {
  /** Below `/api/v1/edc`. */
  readonly route: string;
  readonly key: string;
  /** Parameters besides page, size, sort and filter. */
  readonly parameters?: readonly string[];
}

const inStudy = (name: ApiList, key: string, ...parameters: readonly string[]): ApiListFacts => ({
  route: `/studies/{studyKey}/${name}`,
  key,
  parameters,
});

/** What the API documents about its lists. Users are documented without a filter. */
export const API_LISTS: Readonly<Record<ApiList, ApiListFacts>> = {
  studies: { route: '/studies', key: 'studyKey' },
  sites: inStudy('sites', 'siteId'),
  forms: inStudy('forms', 'formId'),
  intervals: inStudy('intervals', 'intervalId'),
  visits: inStudy('visits', 'visitId'),
  subjects: inStudy('subjects', 'subjectId'),
  users: inStudy('users', 'userId', 'includeInactive'),
  variables: inStudy('variables', 'variableId'),
  codings: inStudy('codings', 'codingId'),
  queries: inStudy('queries', 'annotationId'),
  recordRevisions: inStudy('recordRevisions', 'recordRevisionId'),
  records: inStudy('records', 'recordId', 'recordDataFilter'),
};

/** The names of all lists. */
export const API_LIST_NAMES = Object.keys(API_LISTS) as readonly ApiList[];
