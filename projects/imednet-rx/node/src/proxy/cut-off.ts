import type { IncomingMessage, ServerResponse } from 'node:http';

/** Ends an answer that was begun, so that the caller can't take what it got for the whole. */
export function cutOff(response: ServerResponse, { httpVersion, httpVersionMajor }: IncomingMessage): void {
  // A stream of HTTP/2 that is closed without an error has ended well.
  if (httpVersionMajor > 1) response.destroy(new Error('The answer broke off.'));
  else if (httpVersion === '1.0') reset(response);
  else response.destroy();
}

/** HTTP/1.0 has no chunks: the end of a connection is the end of the answer, unless it is reset. */
function reset(response: ServerResponse): void {
  try {
    response.socket?.resetAndDestroy();
  } catch {
    // Not of TCP alone: TLS tells by what is missing before the end.
    response.destroy();
  }
}
