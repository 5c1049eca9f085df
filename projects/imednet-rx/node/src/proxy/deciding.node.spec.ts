import { createServer } from 'node:http';
import { NEVER, of, Subject, throwError } from 'rxjs';
import { until } from '../../../spec/node/transport-contract/stage';
import {
  type ProxyStage,
  proxyStage,
  RECORDS,
  type StageSetting,
} from '../../../spec/node/proxy/proxy-stage';
import type { Answer } from './ask';
import type { ProxyRequest } from './proxy-request';

type Options = NonNullable<StageSetting['options']>;

const CANARY = 'canary-subject-101';

describe('createImednetProxy decides', () => {
  let stage: ProxyStage;

  const start = async (options: Options): Promise<void> => {
    stage = await proxyStage({ options });
  };
  const statusOf = async (path: string, init?: RequestInit): Promise<number> =>
    (await fetch(stage.url + path, init)).status;
  afterEach(() => stage.close());

  const fail = (): never => {
    throw new Error(CANARY);
  };
  const answers: readonly (readonly [string, () => Answer<boolean>, number])[] = [
    ['true', () => true, 200],
    ['a promise of true', () => Promise.resolve(true), 200],
    ['an Observable of true', () => of(true, false), 200],
    ['false', () => false, 403],
    ['a promise of false', () => Promise.resolve(false), 403],
    ['an Observable of false', () => of(false, true), 403],
    ['an Observable of nothing', () => of(), 403],
    ['undefined', () => undefined as unknown as boolean, 403],
    ['the text "true"', () => 'true' as unknown as boolean, 403],
    ['an object', () => ({ user: 1 }) as unknown as boolean, 403],
    ['1', () => 1 as unknown as boolean, 403],
    ['an exception', fail, 500],
    ['a rejection', () => Promise.reject(new Error(CANARY)), 500],
    ['an error', () => throwError(() => new Error(CANARY)), 500],
  ];
  for (const name of ['authorize', 'studies'] as const) {
    for (const [story, answer, status] of answers) {
      it(`by \`${name}\`: ${story} is ${String(status)}`, async () => {
        await start({ [name]: answer });
        const response = await fetch(stage.url + RECORDS);
        expect(response.status).toBe(status);
        expect(await response.text()).not.toContain(CANARY);
        expect(JSON.stringify(stage.log.lines)).not.toContain(CANARY);
        expect(stage.api.connections()).toBe(status === 200 ? 1 : 0);
      });
    }
  }

  it('with the method, the route, the decoded study and the request in hand', async () => {
    const seen: unknown[] = [];
    const note = ({ incoming, ...request }: ProxyRequest): boolean => {
      seen.push({ ...request, login: incoming.headers['x-login'] });
      return true;
    };
    await start({ authorize: note, studies: (studyKey, request) => studyKey === 'A Ä' && note(request) });
    const route = '/api/v1/edc/studies/{studyKey}/sites';
    const request = { method: 'GET', route, studyKey: 'A Ä', login: 'me' };
    await fetch(`${stage.url}/api/v1/edc/studies/A%20%C3%84/sites`, { headers: { 'x-login': 'me' } });
    expect(seen).toEqual([request, request]);
  });

  it('about the list of studies without a study', async () => {
    const seen: ProxyRequest[] = [];
    await start({ authorize: (request) => seen.push(request) > 0 });
    expect(await statusOf('/api/v1/edc/studies')).toBe(200);
    expect(seen.map(({ route }) => route)).toEqual(['/api/v1/edc/studies']);
    expect('studyKey' in (seen[0] ?? {})).toBeFalse();
  });

  it('once a request, and not about what the routes refuse', async () => {
    const authorize = jasmine.createSpy('authorize').and.returnValue(true);
    await start({ authorize, routes: ['sites'] });
    for (const path of [RECORDS, '/api/v1/edc/studies/..%2f/sites', '/x']) await statusOf(path);
    expect(authorize).not.toHaveBeenCalled();
    await statusOf('/api/v1/edc/studies/DEMO/sites');
    expect(authorize).toHaveBeenCalledTimes(1);
  });

  it('no further when the caller goes away', async () => {
    const login = new Subject<boolean>();
    await start({ authorize: () => login });
    const controller = new AbortController();
    const request = fetch(stage.url + RECORDS, { signal: controller.signal }).catch(() => undefined);
    await until(() => login.observed);
    controller.abort();
    await request;
    await until(() => !login.observed);
    expect(stage.api.connections()).toBe(0);
    expect(stage.log.lines.map(([, message]) => message)).toEqual(['proxy canceled']);
  });

  it('no longer than the time limit allows', async () => {
    await start({ authorize: () => NEVER, timeout: 30 });
    expect(await statusOf(RECORDS)).toBe(504);
  });

  const KEYS: readonly (readonly [string, string, number])[] = [
    ['a study of the list', '/api/v1/edc/studies/DEMO/records', 200],
    ['the same, encoded otherwise', '/api/v1/edc/studies/%44EMO/records', 200],
    ['another one', '/api/v1/edc/studies/OTHER/records', 403],
    ['one that begins alike', '/api/v1/edc/studies/DEMO2/records', 403],
    ['one in other letters', '/api/v1/edc/studies/demo/records', 403],
    ['one with a space behind', '/api/v1/edc/studies/DEMO%20/records', 403],
    ["another one's job", '/api/v1/edc/studies/OTHER/jobs/1', 403],
    ['the list of all studies', '/api/v1/edc/studies', 403],
  ];
  for (const [story, path, status] of KEYS) {
    it(`by a list of studies: ${story} is ${String(status)}`, async () => {
      await start({ studies: ['DEMO', 'A B'] });
      expect(await statusOf(path)).toBe(status);
      expect(stage.api.connections()).toBe(status === 200 ? 1 : 0);
    });
  }

  it('for the list of studies when `routes` names it', async () => {
    await start({ studies: ['DEMO'], routes: ['studies'] });
    expect(await statusOf('/api/v1/edc/studies')).toBe(200);
    expect(await statusOf(RECORDS)).toBe(403);
  });

  const POSTS: readonly (readonly [string, string, Options, number])[] = [
    ['nowhere by default', RECORDS, {}, 405],
    ['of records when it may write', RECORDS, { readOnly: false }, 202],
    ['of nothing else', '/api/v1/edc/studies/DEMO/sites', { readOnly: false }, 405],
    ['of no job', '/api/v1/edc/studies/DEMO/jobs/1', { readOnly: false }, 405],
    ['of no study', '/api/v1/edc/studies', { readOnly: false }, 405],
    ['with no query', `${RECORDS}?page=0`, { readOnly: false }, 400],
    ['of no other study', RECORDS, { readOnly: false, studies: ['OTHER'] }, 403],
    ['of no record that is not authorised', RECORDS, { readOnly: false, authorize: () => false }, 403],
    ['nowhere when `readOnly` is no boolean', RECORDS, { readOnly: 0 as unknown as boolean }, 405],
  ];
  for (const [story, path, options, status] of POSTS) {
    it(`about a POST: ${story}`, async () => {
      stage = await proxyStage({
        options,
        answer: (_request, response) => {
          response.writeHead(202, { 'content-type': 'application/json' }).end('{"batchId":"1"}');
        },
      });
      const headers = { 'content-type': 'application/json', 'x-email-notify': 'me@app.test' };
      const body = '[{"formKey":"AE","data":{"AETERM":"é"}}]';
      const response = await fetch(stage.url + path, { method: 'POST', headers, body });
      expect(response.status).toBe(status);
      expect(response.headers.get('allow')).toBe(status === 405 ? 'GET' : null);
      expect(stage.api.bodies).toEqual(status === 202 ? [body] : []);
      if (status !== 202) return;
      const sent = stage.api.seen[0]?.headers ?? {};
      expect(sent['content-length']).toBe(String(Buffer.byteLength(body)));
      expect(sent['transfer-encoding']).toBeUndefined();
      expect(sent['x-email-notify']).toBe('me@app.test');
    });
  }

  it('nothing for a caller who went away before the proxy was asked', async () => {
    const authorize = jasmine.createSpy('authorize').and.returnValue(true);
    let asked = 0;
    stage = await proxyStage({
      options: { authorize },
      serve: (proxy) =>
        Promise.resolve(
          createServer((request, response) => {
            response.destroy();
            response.once('close', () => {
              setImmediate(() => {
                proxy(request, response);
                asked++;
              });
            });
          }),
        ),
    });
    await expectAsync(fetch(stage.url + RECORDS)).toBeRejected();
    await until(() => asked > 0);
    expect(authorize).not.toHaveBeenCalled();
  });

  it('to send a POST over a connection of its own, which can not be closed by an API that is idle', async () => {
    await start({ readOnly: false });
    const post = { method: 'POST', body: '[]', headers: { 'content-type': 'application/json' } };
    for (const init of [{}, post, {}, post, {}]) await statusOf(RECORDS, init);
    expect(stage.api.seen.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'POST', 'GET']);
    expect(stage.api.connections()).toBe(3);
  });
});
