import type { IncomingHttpHeaders } from 'node:http';
import { decodeResponseText } from 'imednet-rx';

/** Header names in lower case, and values. */
export type HeaderRecord = Readonly<Record<string, string>>;

/** What may come from the caller; everything else the proxy says itself, or nobody does. */
const FROM_CALLER: Readonly<Record<'GET' | 'POST', readonly string[]>> = {
  GET: ['accept-encoding'],
  POST: ['accept-encoding', 'x-email-notify'],
};

/** What may come from the API, and in what form: a header that could hold anything could hold a key. */
const FROM_API: Readonly<Record<string, RegExp>> = {
  'content-encoding': /^(gzip|x-gzip|deflate|br|zstd|identity)$/i,
  'content-length': /^\d+$/,
  'retry-after': /^(\d{1,10}|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT)$/,
};

/** The names of what may come from the API. */
export const FACT_HEADERS: readonly string[] = Object.keys(FROM_API);

/** On each answer: patients' data belong in no cache, and are never a page or a script of this origin. */
export const ANSWER_HEADERS: HeaderRecord = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * The headers of the request to the API, credentials excepted.
 *
 * @param bytes - size of the body, if there is one
 */
export function requestHeaders(
  method: 'GET' | 'POST',
  headers: IncomingHttpHeaders,
  bytes?: number,
): HeaderRecord {
  return {
    ...picked(headers, FROM_CALLER[method]),
    accept: 'application/json',
    'content-type': 'application/json',
    ...(bytes === undefined ? {} : { 'content-length': String(bytes) }),
  };
}

/** What the API says about its answer, as far as it may be passed on. */
export function answerFacts(headers: IncomingHttpHeaders): HeaderRecord {
  const facts = Object.entries(picked(headers, FACT_HEADERS));
  return Object.fromEntries(facts.filter(([name, value]) => FROM_API[name]?.test(value)));
}

/**
 * Those of a list, without any that `Connection` names.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 | RFC 9110, Connection}
 */
function picked(headers: IncomingHttpHeaders, names: readonly string[]): HeaderRecord {
  const hopByHop = (headers.connection ?? '').toLowerCase().split(/[\s,]+/);
  const entries = names
    .filter((name) => !hopByHop.includes(name))
    .map((name) => [name, headers[name]] as const)
    .filter((entry): entry is readonly [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(entries);
}

/** Whether a body of this type can be data of the API; a web page never is, and neither is text in an unknown charset. */
export function isJson(contentType: string | undefined): boolean {
  return (
    /^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(contentType ?? '') && charsetOf(contentType) !== undefined
  );
}

/** The type of a response of the API, as the proxy declares it: with the charset of the bytes that follow. */
export function jsonType(contentType: string | undefined): string {
  const charset = charsetOf(contentType) ?? '';
  return charset === '' ? 'application/json' : `application/json; charset=${charset}`;
}

/** A parameter other than the charset whose quotation marks could hide anything. */
const QUOTED = /;\s*(?!charset\s*=)[^\s;,="]+\s*=\s*"(?:[^"\\]|\\.)*"/gi;

/**
 * The charset that a type declares; empty without one.
 *
 * @returns `undefined` for different ones, and for one that no client can decode: its name could be anything, so it is
 *   not passed on either
 */
function charsetOf(contentType = ''): string | undefined {
  if (decodeResponseText(new Uint8Array(), contentType, true) === undefined) return undefined;
  const declared = /;\s*charset\s*=\s*"?\s*([^\s;,"]+)/i.exec(contentType.replace(QUOTED, ''));
  return declared?.[1]?.toLowerCase() ?? '';
}
