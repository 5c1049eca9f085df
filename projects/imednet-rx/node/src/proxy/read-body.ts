import type { IncomingMessage } from 'node:http';
import { Observable, throwError, timeout } from 'rxjs';
import { isJson } from './forwarded-headers';
import { Refusal } from './refusal';

/** How large and how slow a body may be. */
export interface BodyLimits {
  /** Bytes. */
  readonly maxBodyBytes: number;
  /** From now to its end, in ms. */
  readonly bodyTimeout: number;
}

/** Behind it the connection is no use any more: the rest of a body would be read as the next request. */
const CLOSE = { connection: 'close' };

/**
 * Collects the body of a POST, so that nothing is sent to the API before all of it is there.
 *
 * @returns emits the body and completes; errors with a `Refusal`, and reads no further, as soon as it is too large,
 *   too slow, or of a kind that the API does not take
 */
export function readBody(request: IncomingMessage, limits: BodyLimits): Observable<Buffer> {
  return collected(request, limits.maxBodyBytes).pipe(
    timeout({
      first: limits.bodyTimeout,
      with: () => throwError(() => refusal(408, 'The body took too long. Send it faster, or in parts.')),
    }),
  );
}

/** @throws Refusal when a request that has no body announces one */
export function assertNoBody({ headers }: IncomingMessage): void {
  const { 'content-length': length = '0', 'transfer-encoding': coding } = headers;
  if (coding !== undefined || Number(length) !== 0) throw refusal(400, 'A GET has no body. Leave it out.');
}

function collected(request: IncomingMessage, max: number): Observable<Buffer> {
  return new Observable((subscriber) => {
    const problem = problemOf(request, max);
    if (problem) {
      subscriber.error(problem);
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    const collect = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > max) subscriber.error(tooLarge(max));
      else chunks.push(chunk);
    };
    const finish = (): void => {
      if (size === 0) subscriber.error(refusal(400, 'The body is empty. Send the records as a JSON array.'));
      subscriber.next(Buffer.concat(chunks));
      subscriber.complete();
    };
    const fail = (): void => {
      subscriber.error(refusal(400, 'The body ended too early. Send it again.'));
    };
    request.on('data', collect).on('end', finish).on('error', fail);
    return () => {
      request.off('data', collect).off('end', finish);
      // The listener for errors stays: what still comes of an abandoned body must not end the process.
      request.pause();
    };
  });
}

function problemOf(request: IncomingMessage, max: number): Refusal | undefined {
  const { 'content-type': type, 'content-encoding': coding, 'content-length': length } = request.headers;
  if (request.readableDidRead) {
    return new Refusal(
      500,
      'PROXY_BODY_READ',
      'The server is set up wrongly: the body was read before.',
      CLOSE,
    );
  }
  if (!isJson(type) || coding !== undefined) {
    return refusal(415, 'The body must be JSON (application/json) that is not compressed.');
  }
  return Number(length ?? 0) > max ? tooLarge(max) : undefined;
}

function tooLarge(max: number): Refusal {
  return refusal(413, `The body is larger than ${String(max)} bytes. Send fewer records at a time.`);
}

function refusal(status: number, message: string): Refusal {
  return new Refusal(status, 'PROXY_BODY', message, CLOSE);
}
