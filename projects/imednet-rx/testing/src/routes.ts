/** The lists of a study, as they are named in paths. */
export const STUDY_LISTS = [
  'sites',
  'forms',
  'intervals',
  'visits',
  'subjects',
  'users',
  'variables',
  'codings',
  'queries',
  'recordRevisions',
  'records',
] as const;
export type StudyList = (typeof STUDY_LISTS)[number];

export type Route =
  | { readonly kind: 'studies' }
  | { readonly kind: 'list'; readonly studyKey: string; readonly list: StudyList }
  | { readonly kind: 'job'; readonly studyKey: string; readonly batchId: string };

/** What stands before every route. */
export const API_ROOT = '/api/v1/edc';
const BASE_PATH = `${API_ROOT}/`;

/** Finds the route of a path that is still percent-encoded. */
export function matchRoute(path: string): Route | undefined {
  if (!path.startsWith(BASE_PATH)) return undefined;
  const [studies, studyKey, list, batchId, ...rest] = decodeSegments(path.slice(BASE_PATH.length)) ?? [];
  if (studies !== 'studies' || rest.length > 0) return undefined;
  if (studyKey === undefined) return { kind: 'studies' };
  if (list === 'jobs' && batchId) return { kind: 'job', studyKey, batchId };
  const known = STUDY_LISTS.find((name) => name === list);
  return known && batchId === undefined ? { kind: 'list', studyKey, list: known } : undefined;
}

/** The route with placeholders, as one would count or log it. */
export function routeTemplate(route: Route): string {
  if (route.kind === 'studies') return '/studies';
  return route.kind === 'job' ? '/studies/{studyKey}/jobs/{batchId}' : `/studies/{studyKey}/${route.list}`;
}

function decodeSegments(path: string): string[] | undefined {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
