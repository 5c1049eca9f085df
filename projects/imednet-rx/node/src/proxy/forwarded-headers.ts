import type { IncomingHttpHeaders } from 'node:http';

/** Header names in lower case, and values. */
export type HeaderRecord = Readonly<Record<string, string>>;

/** What may come from the caller; everything else the proxy says itself, or nobody does. */
const FROM_CALLER: Readonly<Record<'GET' | 'POST', readonly string[]>> = {
  GET: ['accept-encoding'],
  POST: ['accept-encoding', 'x-email-notify'],
};

/** What may come from the API. */
export const FROM_API = ['content-type', 'content-encoding', 'content-length', 'retry-after'];

/** On each answer: patients' data belong in no cache, and are never a page or a script of this origin. */
export const ANSWER_HEADERS: HeaderRecord = {
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

/** The headers of the answer to the caller. */
export function answerHeaders(headers: IncomingHttpHeaders): HeaderRecord {
  return { ...picked(headers, FROM_API), ...ANSWER_HEADERS };
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

/** Whether a body of this type can be data of the API; a web page never is. */
export function isJson(contentType: string | undefined): boolean {
  return /^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(contentType ?? '');
}
