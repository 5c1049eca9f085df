import type { QueryParams } from '../http/query-params';
import { fnv1a64 } from './fnv1a64';

/** A short text that is the same for the same list: a hash over path and parameters. */
export function queryFingerprint(path: string, params: QueryParams): string {
  const entries = Object.entries(params)
    .filter(([, value]) => value !== undefined && value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return fnv1a64(JSON.stringify([path, entries]));
}
