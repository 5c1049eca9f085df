/** undici's codes that say less than the usual ones, or what only who knows undici understands. */
const CODES: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: 'ECONNRESET',
  UND_ERR_CLOSED: 'ERR_CANCELED',
  UND_ERR_DESTROYED: 'ERR_CANCELED',
  UND_ERR_CONNECT_TIMEOUT: 'ETIMEDOUT',
  UND_ERR_HEADERS_TIMEOUT: 'ETIMEDOUT',
  UND_ERR_HEADERS_OVERFLOW: 'ERR_BAD_RESPONSE',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'ERR_BAD_RESPONSE',
  UND_ERR_INVALID_ARG: 'ERR_INVALID_ARG_VALUE',
  // What undici says of a tunnel that the proxy refuses to open; our own aborts do not come here.
  UND_ERR_ABORTED: 'ERR_PROXY_TUNNEL',
};

/**
 * The code of a failure of Node or undici.
 *
 * @param answered - whether the answer had begun
 */
export function failureCode(error: unknown, answered: boolean): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string') return 'ECONNRESET';
  // In the middle of a body, what breaks the parser is a broken body.
  return answered && code.startsWith('HPE_') ? 'ERR_BAD_RESPONSE' : (CODES[code] ?? code);
}
