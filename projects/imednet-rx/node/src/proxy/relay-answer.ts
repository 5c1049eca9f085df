import type { IncomingMessage, ServerResponse } from 'node:http';
import { finished } from 'node:stream';
import { Observable } from 'rxjs';
import { errorCodeOf } from './error-code';
import { answerHeaders, type HeaderRecord, isJson } from './forwarded-headers';
import { credentialsRefusal } from './proxy-credentials';
import { Refusal } from './refusal';
import { upstreamRefusal } from './send-upstream';

/**
 * Decides on the head of an answer of the API.
 *
 * @returns what to answer in its place; `undefined` when it may pass
 */
export function screenAnswer({ statusCode = 0, headers }: IncomingMessage): Refusal | undefined {
  // The credentials are this server's: to the caller's login the API has no answer.
  if (statusCode === 401 || statusCode === 407) return credentialsRefusal(502);
  // A redirect is not followed, and not passed on either: it could lead the caller anywhere.
  const isFinal = (statusCode >= 200 && statusCode < 300) || (statusCode >= 400 && statusCode < 600);
  if (isFinal && isJson(headers['content-type'])) return undefined;
  if (!isFinal || statusCode < 400) return upstreamRefusal();
  // A gateway's page would be a page of this server's origin.
  const { 'retry-after': wait } = headers;
  const again: HeaderRecord = wait === undefined ? {} : { 'retry-after': wait };
  return new Refusal(statusCode, 'PROXY_UPSTREAM', 'The API or a gateway before it failed.', again);
}

/**
 * Passes an answer on as it comes in, as fast as the caller takes it.
 *
 * @returns emits the status once all of it is sent, and completes; errors when the API breaks off, or when the caller's
 *   side can't take it: what was begun is not ended then, and has to be cut off
 */
export function relayAnswer(answer: IncomingMessage, response: ServerResponse): Observable<number> {
  return new Observable((subscriber) => {
    const { statusCode: status = 502 } = answer;
    response.statusCode = status;
    for (const [name, value] of Object.entries(answerHeaders(answer.headers))) {
      response.setHeader(name, value);
    }
    const fail = (error: unknown): void => {
      subscriber.error(upstreamRefusal(errorCodeOf(error)));
    };
    const finish = (): void => {
      // Node ends a response over HTTP/2 by itself when its caller cancels.
      if (!answer.readableEnded) return;
      subscriber.next(status);
      subscriber.complete();
    };
    // Unlike `pipeline`, this leaves a response alone that may still say what went wrong.
    finished(answer, { writable: false }, (error) => {
      if (error) fail(error);
    });
    response.on('finish', finish).on('error', fail);
    answer.pipe(response);
    return () => {
      answer.unpipe(response);
      response.off('finish', finish);
    };
  });
}
