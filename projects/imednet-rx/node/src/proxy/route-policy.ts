import type { ProxyRoute } from './proxy-route';
import { type QueryParameters, documentedParameters, readQuery } from './read-query';
import { isBelow, type ProxyTarget, readTarget } from './read-target';
import { Refusal } from './refusal';

/** What is let through: method × route × study × parameters. */
export interface RoutePolicy {
  /** Where the proxy stands, before `/api/v1/edc`; empty at the root. */
  readonly mountPath: string;
  readonly routes: ReadonlySet<ProxyRoute>;
  /** Whether nothing may be written. */
  readonly readOnly: boolean;
  /** The studies that may be asked for; any, or as a function decides later, without it. */
  readonly studyKeys?: ReadonlySet<string>;
  /** Names of query parameters; those that the API documents without it. */
  readonly queryParameters?: QueryParameters;
}

/** A request that the policy lets through. */
export interface AllowedRequest extends ProxyTarget {
  readonly method: 'GET' | 'POST';
}

/**
 * Decides on a request line.
 *
 * @param target - path and query, as they stand in the request line
 * @returns what to ask the API for; `undefined` when the target lies elsewhere and is not the proxy's to answer
 * @throws Refusal
 */
export function decideRoute(policy: RoutePolicy, method: string, target: string): AllowedRequest | undefined {
  if (!isBelow(policy.mountPath, target)) return undefined;
  const read = readTarget(policy.mountPath, target);
  if (!policy.routes.has(read.route)) {
    throw new Refusal(403, 'PROXY_ROUTE', 'This proxy does not let this route through. See its `routes`.');
  }
  const allowed = methodsOf(read.route, policy.readOnly).find((one) => one === method);
  if (allowed === undefined) {
    throw new Refusal(405, 'PROXY_METHOD', 'This proxy does not let this method through here.', {
      allow: methodsOf(read.route, policy.readOnly).join(', '),
    });
  }
  if (policy.studyKeys && read.studyKey !== undefined && !policy.studyKeys.has(read.studyKey)) {
    throw studyRefusal();
  }
  const parameters = policy.queryParameters ?? documentedParameters(read.route, allowed);
  return { ...read, method: allowed, query: readQuery(read.query, parameters) };
}

/** The answer for a study that is not allowed, whether or not there is such a study. */
export function studyRefusal(): Refusal {
  return new Refusal(403, 'PROXY_STUDY', 'This study is not let through. Check the study key.');
}

function methodsOf(route: ProxyRoute, readOnly: boolean): readonly ('GET' | 'POST')[] {
  return route === 'records' && !readOnly ? ['GET', 'POST'] : ['GET'];
}
