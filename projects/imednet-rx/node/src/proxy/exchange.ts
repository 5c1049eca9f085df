import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  catchError,
  defaultIfEmpty,
  defer,
  map,
  type Observable,
  of,
  switchMap,
  take,
  throwError,
} from 'rxjs';
import type { AuthHeaders, AuthHeadersInput } from 'imednet-rx';
import { type Answer, ask } from './ask';
import { requestHeaders } from './forwarded-headers';
import { credentialsFrom } from './proxy-credentials';
import { passThrough } from './proxy-limiter';
import type { ProxyRequest } from './proxy-request';
import { assertNoBody, readBody } from './read-body';
import { Refusal } from './refusal';
import { relayAnswer } from './relay-answer';
import type { ProxySettings } from './resolve-proxy-options';
import { type AllowedRequest, studyRefusal } from './route-policy';
import { screenAnswer } from './screen-answer';
import { sendUpstream } from './send-upstream';

/**
 * The way of a request that the routes let through, one step behind the other: nothing is sent to the API before all
 * steps that may refuse are done.
 *
 * @returns cold; emits the status once the answer is sent, and completes; errors with a `Refusal`
 */
export function exchange<Incoming extends IncomingMessage>(
  settings: ProxySettings<Incoming>,
  allowed: AllowedRequest,
  incoming: Incoming,
  response: ServerResponse,
): Observable<number> {
  const { method, template: route, studyKey } = allowed;
  const request: ProxyRequest<Incoming> = {
    ...{ method, route, incoming },
    ...(studyKey === undefined ? {} : { studyKey }),
  };
  return callerKeyOf(settings, request).pipe(
    // Before `authorize`, so that nobody can keep it busy.
    switchMap((key) => passThrough(settings.perCaller, `caller:${key}`)),
    switchMap(() => authorized(settings, request)),
    // Behind `authorize`, so that nobody else can use it up.
    switchMap(() => passThrough(settings.total, 'total')),
    switchMap(() => bodyOf(settings, request)),
    switchMap((body) => answerOf(settings, allowed, incoming, body)),
    switchMap(([answer, credentials]) => screenAnswer(answer, credentials)),
    switchMap((answer) => relayAnswer(answer, response)),
    take(1),
  );
}

function callerKeyOf<I extends IncomingMessage>(
  { callerKey }: ProxySettings<I>,
  request: ProxyRequest<I>,
): Observable<string> {
  return defer(() => of(callerKey(request))).pipe(catchError(() => throwError(undecided)));
}

function authorized<I extends IncomingMessage>(
  { authorize, decideStudy }: ProxySettings<I>,
  request: ProxyRequest<I>,
): Observable<unknown> {
  const { studyKey } = request;
  const mayCaller = decided(() => authorize(request), callerRefusal);
  if (!decideStudy || studyKey === undefined) return mayCaller;
  return mayCaller.pipe(switchMap(() => decided(() => decideStudy(studyKey, request), studyRefusal)));
}

/** @returns emits when the answer is `true`; errors with a refusal for any other */
function decided(question: () => Answer<boolean>, refusal: () => Refusal): Observable<unknown> {
  return ask<unknown>(question).pipe(
    catchError(() => throwError(undecided)),
    defaultIfEmpty(false),
    map((answer) => {
      if (answer !== true) throw refusal();
    }),
  );
}

function bodyOf<I extends IncomingMessage>(
  settings: ProxySettings<I>,
  { method, incoming }: ProxyRequest<I>,
): Observable<Buffer | undefined> {
  return defer(() => {
    if (method === 'POST') return readBody(incoming, settings);
    assertNoBody(incoming);
    return of(undefined);
  });
}

/** An answer, and the credentials that it was asked with. */
type Answered = readonly [IncomingMessage, AuthHeaders];

/** Sends it, and once more with new credentials when the API refuses the first: it did not act on that one. */
function answerOf(
  { auth, upstream }: Pick<ProxySettings<IncomingMessage>, 'auth' | 'upstream'>,
  { method, path, query }: AllowedRequest,
  { headers }: IncomingMessage,
  body: Buffer | undefined,
): Observable<Answered> {
  const forwarded = requestHeaders(method, headers, body?.length);
  const sendWith = (source: () => AuthHeadersInput): Observable<Answered> =>
    credentialsFrom(source).pipe(
      switchMap((credentials) =>
        sendUpstream(upstream, {
          method,
          path: query === '' ? path : `${path}?${query}`,
          headers: { ...forwarded, ...credentials },
          ...(body ? { body } : {}),
        }).pipe(map((answer) => [answer, credentials] as const)),
      ),
    );
  const refresh = auth.refresh?.bind(auth);
  const first$ = sendWith(() => auth.headers());
  if (!refresh) return first$;
  return first$.pipe(
    switchMap((answered) => {
      const [answer] = answered;
      if (answer.statusCode !== 401) return of(answered);
      answer.resume();
      return sendWith(refresh);
    }),
  );
}

function callerRefusal(): Refusal {
  return new Refusal(403, 'PROXY_AUTHORIZE', 'You may not ask for this. Log in, or ask for access.');
}

/** Code of the application failed: whether the caller may is unknown, so the answer is no. */
function undecided(): Refusal {
  return new Refusal(
    500,
    'PROXY_AUTHORIZE_FAILED',
    'The server could not decide on this request. Try again later.',
  );
}
