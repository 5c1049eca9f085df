import { decodePathKey } from './path-key';
import { API_ROOT, isProxyRoute, type ProxyRoute, templateOf } from './proxy-route';
import { Refusal } from './refusal';

/** What a request asks for, read from its target. */
export interface ProxyTarget {
  readonly route: ProxyRoute;
  /** The route with placeholders. */
  readonly template: string;
  /** The path to ask for, built anew from what was understood: what came in is never passed on. */
  readonly path: string;
  /** Decoded; absent for the list of studies. */
  readonly studyKey?: string;
  /** As it came, without `?`. */
  readonly query: string;
}

/** RFC 3986 knows no other characters; of bytes beyond ASCII, each server makes others. */
const UNPLAIN = /[^\x21-\x7e]/;

/** Whether a request target lies below the proxy's place, so that the proxy has to answer it. */
export function isBelow(mountPath: string, target: string): boolean {
  const root = mountPath + API_ROOT;
  return target.startsWith(root) && ['', '/', '?'].includes(target.charAt(root.length));
}

/**
 * Reads a request target that {@link isBelow} the proxy's place.
 *
 * @param target - path and query, as they stand in the request line
 * @throws Refusal for a path that is not plain, or no route of the API
 */
export function readTarget(mountPath: string, target: string): ProxyTarget {
  const [path = '', ...query] = target.slice(mountPath.length + API_ROOT.length).split('?');
  if (UNPLAIN.test(path)) throw malformed();
  const [, ...segments] = path.split('/');
  if (segments.some((segment) => decodePathKey(segment) === undefined)) throw malformed();
  return { ...routeOf(segments), query: query.join('?') };
}

function routeOf(segments: readonly string[]): Omit<ProxyTarget, 'query'> {
  const [studies, study, list] = segments;
  if (studies === 'studies' && segments.length === 1) return targetOf('studies', segments);
  const length = list === 'jobs' ? 4 : 3;
  if (studies !== 'studies' || segments.length !== length || !isProxyRoute(list) || list === 'studies') {
    throw new Refusal(404, 'PROXY_ROUTE', 'The API has no such route. Check the path.');
  }
  return { ...targetOf(list, segments), studyKey: decodePathKey(study ?? '') ?? '' };
}

function targetOf(route: ProxyRoute, segments: readonly string[]): Omit<ProxyTarget, 'query'> {
  const path = segments.map((segment) => encodeURIComponent(decodePathKey(segment) ?? ''));
  return { route, template: templateOf(route), path: [API_ROOT, ...path].join('/') };
}

function malformed(): Refusal {
  return new Refusal(
    400,
    'PROXY_TARGET',
    'The path is malformed: an empty or dots-only segment, or a character that no key may hold. Check the keys in it.',
  );
}
