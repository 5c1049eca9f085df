/** What the API serves, named as the last fixed part of its path; `jobs` is one job, by its batch id. */
export const PROXY_ROUTES = [
  'studies',
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
  'jobs',
] as const;

/** One of the API's routes. */
export type ProxyRoute = (typeof PROXY_ROUTES)[number];

/** Where all routes of the API begin. */
export const API_ROOT = '/api/v1/edc';

/** The route's path with placeholders, for messages and lines. */
export function templateOf(route: ProxyRoute): string {
  if (route === 'studies') return `${API_ROOT}/studies`;
  return `${API_ROOT}/studies/{studyKey}/${route}${route === 'jobs' ? '/{batchId}' : ''}`;
}

export function isProxyRoute(name: unknown): name is ProxyRoute {
  return (PROXY_ROUTES as readonly unknown[]).includes(name);
}
