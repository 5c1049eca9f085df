import { parseHttpDate } from './http-date';

/**
 * Reads a `Retry-After` header.
 *
 * @param value - header value: seconds, or an HTTP date in one of its three formats
 * @param now - time to count a date from, ms since the epoch
 * @returns wait in ms, 0 for a date that has passed; `undefined` when the value makes no sense
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110#name-retry-after | RFC 9110, Retry-After}
 */
export function parseRetryAfter(value: string, now: number): number | undefined {
  const text = value.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
  const date = parseHttpDate(text, now);
  return date === undefined ? undefined : Math.max(0, date - now);
}
