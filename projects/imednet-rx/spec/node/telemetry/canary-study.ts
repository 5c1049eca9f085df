import type { ServerResponse } from 'node:http';
import { FakeImednet } from 'imednet-rx/testing';
import { type Observable, Subject } from 'rxjs';
import { type LoopbackServer, loopbackServer, type SeenRequest, sendJson } from '../loopback-server';
import { seeded } from './seeded';
import { CANARY_HEADERS, FAULTS, refusal, type StudyFault } from './study-faults';

/** A study on a real server, in which every text is a canary. */
export interface CanaryStudy extends LoopbackServer {
  /** The data behind it, to be changed while clients read. */
  readonly fake: FakeImednet;
  /** Each request, when it has come. */
  readonly arrived$: Observable<SeenRequest>;
  /** Fails the next requests, each in its way. */
  failNext(...faults: readonly StudyFault[]): void;
}

export async function startCanaryStudy(): Promise<CanaryStudy> {
  const fake = new FakeImednet({ subjects: 20, visitsPerSubject: 2, recordsPerVisit: 3 });
  const arrived$ = new Subject<SeenRequest>();
  const ahead: StudyFault[] = [];
  const server = await loopbackServer((response, request, number) => {
    const fault = ahead.shift();
    if (fault) FAULTS[fault](response, request, number);
    else answer(fake, response, request);
    arrived$.next(request);
  });
  return { ...server, fake, arrived$, failNext: (...faults) => void ahead.push(...faults) };
}

function answer(fake: FakeImednet, response: ServerResponse, { method, url, body }: SeenRequest): void {
  const { status, ...given } = fake.handle({
    ...{ method, path: url.pathname, query: url.searchParams, headers: {} },
    body: body === '' ? undefined : (JSON.parse(body) as unknown),
  });
  const { metadata, ...rows } = given.body as { readonly metadata?: object };
  const told = { metadata: { ...metadata, path: url.pathname }, ...(seeded(rows) as object) };
  sendJson(response, status, status < 400 ? told : refusal(), CANARY_HEADERS);
}
