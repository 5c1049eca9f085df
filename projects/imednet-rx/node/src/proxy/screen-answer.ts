import type { IncomingMessage } from 'node:http';
import type { AuthHeaders } from 'imednet-rx';
import { catchError, from, map, type Observable, of, throwError } from 'rxjs';
import { answerFacts, type HeaderRecord, isJson } from './forwarded-headers';
import { credentialsRefusal } from './proxy-credentials';
import { readError } from './read-error';
import { Refusal } from './refusal';
import type { Answer } from './relay-answer';
import { upstreamRefusal } from './send-upstream';

/**
 * Decides on an answer of the API.
 *
 * Data pass as they come in. An error is read to its end first, since it may tell of the request, keys included.
 *
 * @param credentials - what the request had
 * @returns emits what to pass on, and completes; errors with what to answer in its place
 */
export function screenAnswer(answer: IncomingMessage, credentials: AuthHeaders): Observable<Answer> {
  const { statusCode = 0, headers } = answer;
  // The credentials are this server's: to the caller's login the API has no answer.
  if (statusCode === 401 || statusCode === 407) return refuse(credentialsRefusal(502));
  if (statusCode >= 400 && statusCode < 600) return screenError(answer, statusCode, credentials);
  // A redirect is not followed, and not passed on either: it could lead the caller anywhere.
  const isData = statusCode >= 200 && statusCode < 300 && isJson(headers['content-type']);
  return isData && isReadable(answer) ? of(answer) : refuse(upstreamRefusal());
}

function screenError(answer: IncomingMessage, status: number, credentials: AuthHeaders): Observable<Answer> {
  const { 'retry-after': wait } = answerFacts(answer.headers);
  const again: HeaderRecord = wait === undefined ? {} : { 'retry-after': wait };
  const failed = (): Refusal =>
    new Refusal(status, 'PROXY_UPSTREAM', 'The API or a gateway before it failed.', again);
  // A gateway's page would be a page of this server's origin.
  if (!isJson(answer.headers['content-type']) || !isReadable(answer)) return refuse(failed());
  return from(readError(answer, credentials)).pipe(
    map((body) => Object.assign(body, { statusCode: status, headers: again })),
    catchError(() => throwError(failed)),
  );
}

/** Whether its coding is one that can be told to the caller. */
function isReadable({ headers }: IncomingMessage): boolean {
  return headers['content-encoding'] === undefined || 'content-encoding' in answerFacts(headers);
}

function refuse(refusal: Refusal): Observable<never> {
  return throwError(() => refusal);
}
