import type { FakeRequest } from './fake-messages';
import { API_ROOT } from './routes';

/** Facts of a request; those that are left out are not looked at. */
export interface ImednetRequestMatch {
  readonly method?: string;
  /** Server, where there are several, e.g. `https://emea.example.com`. */
  readonly origin?: string;
  /** Whole path, or what is behind `/api/v1/edc`, e.g. `/studies/DEMO/records`. */
  readonly path?: string;
  /** Query parameters that it has at least. */
  readonly query?: Readonly<Record<string, string | number>>;
}

/** Which requests are meant: by their path, by facts, or by a function. */
export type ImednetRequestMatcher = string | ImednetRequestMatch | ((request: FakeRequest) => boolean);

/** Whether a request is one of those that are meant. */
export function matches(matcher: ImednetRequestMatcher, request: FakeRequest): boolean {
  if (typeof matcher === 'function') return matcher(request);
  const { method, origin, path, query = {} } = typeof matcher === 'string' ? { path: matcher } : matcher;
  return (
    (method === undefined || method.toUpperCase() === request.method) &&
    (origin === undefined || origin === request.origin) &&
    (path === undefined || path === request.path || request.path.endsWith(`${API_ROOT}${path}`)) &&
    Object.entries(query).every(([name, value]) => request.query.getAll(name).includes(String(value)))
  );
}

/** A matcher in words. */
export function describeMatcher(matcher: ImednetRequestMatcher): string {
  if (typeof matcher === 'function') return matcher.name === '' ? 'a function' : `function ${matcher.name}`;
  const { method, origin, path, query } = typeof matcher === 'string' ? { path: matcher } : matcher;
  const parts = [
    method?.toUpperCase(),
    origin,
    path,
    query &&
      Object.keys(query)
        .map((name) => `?${name}`)
        .join(''),
  ];
  return parts.filter(Boolean).join(' ') || 'any request';
}
