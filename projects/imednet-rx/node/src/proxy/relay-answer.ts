import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { finished, type Readable } from 'node:stream';
import { Observable } from 'rxjs';
import { errorCodeOf } from './error-code';
import { ANSWER_HEADERS, answerFacts, jsonType } from './forwarded-headers';
import { upstreamRefusal } from './send-upstream';

/** An answer to pass on. */
export interface Answer extends Readable {
  readonly statusCode?: number | undefined;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Passes an answer on as it comes in, as fast as the caller takes it.
 *
 * @returns emits the status once all of it is sent, and completes; errors when the API breaks off, or when the caller's
 *   side can't take it: what was begun is not ended then, and has to be cut off
 */
export function relayAnswer(answer: Answer, response: ServerResponse): Observable<number> {
  return new Observable((subscriber) => {
    const { statusCode: status = 502 } = answer;
    response.statusCode = status;
    const headers = {
      ...answerFacts(answer.headers),
      ...ANSWER_HEADERS,
      'content-type': jsonType(answer.headers['content-type']),
    };
    for (const [name, value] of Object.entries(headers)) {
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
