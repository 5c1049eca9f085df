import type { ProxyRoute } from './proxy-route';
import { Refusal } from './refusal';

/** Parameters that a list has once: of two values, one server reads the first and another the last. */
const SINGLE: ReadonlySet<string> = new Set([
  'page',
  'size',
  'filter',
  'recordDataFilter',
  'includeInactive',
]);

const OF_LISTS = ['page', 'size', 'sort', 'filter'];
const MORE: Readonly<Partial<Record<ProxyRoute, readonly string[]>>> = {
  records: ['recordDataFilter'],
  users: ['includeInactive'],
};

/** Names of the parameters that are let through; `'any'` for all. */
export type QueryParameters = readonly string[] | 'any';

/** The parameters that the API documents for a route and a method. */
export function documentedParameters(route: ProxyRoute, method: string): readonly string[] {
  return route === 'jobs' || method !== 'GET' ? [] : [...OF_LISTS, ...(MORE[route] ?? [])];
}

/**
 * Reads a query and writes it anew, so that both servers understand the same.
 *
 * @param query - without `?`
 * @param allowed - names of parameters
 * @returns without `?`
 * @throws Refusal for what is not allowed, doubled or malformed
 */
export function readQuery(query: string, allowed: QueryParameters): string {
  const pairs = query
    .split('&')
    .filter((part) => part !== '')
    .map(decodePair);
  const seen = new Set<string>();
  for (const [name] of pairs) {
    if (allowed !== 'any' && !allowed.includes(name)) throw refusal('is not let through by this proxy');
    if (SINGLE.has(name) && seen.has(name)) throw refusal('stands there twice');
    seen.add(name);
  }
  return new URLSearchParams(pairs).toString();
}

/** `URLSearchParams` repairs what is malformed, and a repaired filter is another filter. */
function decodePair(part: string): [string, string] {
  if (/[^\x21-\x7e]|#/.test(part)) throw refusal('contains a character that is not encoded');
  const at = part.indexOf('=');
  const [name, value] = at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
  return [decode(name), decode(value)];
}

function decode(text: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw refusal('is not well-formed percent-encoding');
  }
  if (decoded.includes('\0')) throw refusal('contains a NUL character');
  return decoded;
}

function refusal(problem: string): Refusal {
  return new Refusal(400, 'PROXY_QUERY', `A query parameter ${problem}. Leave it out or correct it.`);
}
