import type { QueryParams } from '../http/query-params';
import { canonicalQuery } from './canonical-query';
import { fnv1a64 } from './fnv1a64';

/** A short text that is the same for the same list: a hash over path and parameters. */
export function queryFingerprint(path: string, params: QueryParams): string {
  return fnv1a64(canonicalQuery(path, params));
}
