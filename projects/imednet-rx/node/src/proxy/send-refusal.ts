import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { ANSWER_HEADERS, FACT_HEADERS } from './forwarded-headers';
import type { Refusal } from './refusal';

/** The vendor's codes: of a request that is wrong, of one that is not allowed, of everything else. */
function vendorCode(status: number): string {
  if (status === 401 || status === 403) return '9001';
  return [400, 408, 413, 415].includes(status) ? '1000' : '9000';
}

/** What is answered in place of data. */
export interface RefusedRequest {
  readonly request: IncomingMessage;
  /** The route with placeholders; absent where there is none. */
  readonly route?: string | undefined;
  /** When, in ms since the epoch. */
  readonly now: number;
}

/** Answers in the API's own error envelope, from which clients make their typed errors. */
export function sendRefusal(
  response: ServerResponse,
  refusal: Refusal,
  { request, route, now }: RefusedRequest,
): void {
  const { status, message, headers } = refusal;
  const body = JSON.stringify({
    metadata: {
      status: (STATUS_CODES[status] ?? 'Error').toUpperCase().replace(/\W+/g, '_'),
      method: request.method,
      path: route ?? '',
      timestamp: new Date(now).toISOString().slice(0, 19).replace('T', ' '),
      error: { code: vendorCode(status), description: message },
    },
  });
  const all = {
    ...ANSWER_HEADERS,
    'content-length': String(Buffer.byteLength(body)),
    // A body that nobody will read must not be taken for the next request.
    ...(mayHaveRest(request) ? { connection: 'close' } : {}),
    ...headers,
  };
  response.statusCode = status;
  // An answer of the API may have been about to be passed on.
  for (const name of FACT_HEADERS) response.removeHeader(name);
  for (const [name, value] of Object.entries(all)) {
    // HTTP/2 has no such header, and Node warns of it.
    if (name !== 'connection' || request.httpVersionMajor === 1) response.setHeader(name, value);
  }
  response.end(body);
}

function mayHaveRest({ headers, complete }: IncomingMessage): boolean {
  const { 'content-length': length = '0', 'transfer-encoding': coding } = headers;
  return !complete && (coding !== undefined || Number(length) !== 0);
}
