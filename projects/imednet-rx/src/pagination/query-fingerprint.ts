import type { QueryParams } from '../http/query-params';

const OFFSET_BASIS = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/**
 * A short text that is the same for the same list: FNV-1a, 64 bits, over path and parameters.
 *
 * It tells queries apart by accident, not against an attacker.
 *
 * @see {@link https://datatracker.ietf.org/doc/html/draft-eastlake-fnv | The FNV hash}
 */
export function queryFingerprint(path: string, params: QueryParams): string {
  const entries = Object.entries(params)
    .filter(([, value]) => value !== undefined && value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  let hash = OFFSET_BASIS;
  for (const character of JSON.stringify([path, entries])) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * PRIME);
  }
  return hash.toString(16).padStart(16, '0');
}
