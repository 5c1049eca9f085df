import type { RequestTarget } from '../errors/request-target';
import { routeTemplate } from '../http/route-template';

/** What an error about a POST to a path names. */
export function postTarget(path: string): RequestTarget {
  return { method: 'POST', route: routeTemplate(path) };
}
