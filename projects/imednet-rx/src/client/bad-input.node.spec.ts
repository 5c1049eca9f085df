import { inspect } from 'node:util';
import type { Observable } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { type LoopbackServer, loopbackServer, sendJson } from '../../spec/node/loopback-server';
import { InvalidArgumentError } from '../errors/client-error';
import { createImednet, type Imednet } from './imednet';

const NASTY_KEYS = [
  '',
  '  ',
  '.',
  '..',
  '../sites',
  'a/b',
  'a\\b',
  'a?b',
  'a#b',
  'a%2Fb',
  'a\r\nb',
  'a\u0000',
  '\ud800',
];
const NASTY_PATHS = [
  '',
  '/studies/../users',
  '/studies/./users',
  '/studies/%2e%2e/users',
  '/studies/.%2E/users',
  '/studies/a%2fb',
  '/studies/a%5Cb',
  '/studies\\users',
  '/studies?x=1',
  '/studies#x',
  '/studies\r\nHost: evil',
  '/stud ies',
  'https://evil.example/x',
  'javascript:alert(1)',
  'data:text/plain,x',
  'file:///etc/passwd',
];
const NASTY_SIZES: readonly unknown[] = [0, -1, 1.5, NaN, Infinity, 501, 1e9, '10; DROP', '', true, {}, []];
const NASTY_HEADERS: readonly Record<string, string>[] = [
  { 'x-a': 'one\r\nx-injected: two' },
  { 'x-a': 'one\nx' },
  { 'x-a': '\u0000' },
  { 'x-a': 'snow ☃' },
  { 'x a': '1' },
  { 'x-a:': '1' },
  { '': '1' },
];

describe('bad input', () => {
  let server: LoopbackServer;
  let imednet: Imednet;

  beforeAll(async () => {
    server = await loopbackServer((response) => {
      sendJson(response, 200, { data: [], pagination: { totalPages: 0 } });
    });
    imednet = createImednet({ apiKey: 'api-key', securityKey: 'security-key', baseUrl: server.url });
  });

  afterAll(async () => {
    imednet.close();
    await server.close();
  });

  const isRefused = async (call$: Observable<unknown>): Promise<void> => {
    const error = await failureOf(call$);
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect((error as Error).message.length).toBeGreaterThan(20);
    expect(server.seen.length).toBe(0);
  };

  for (const studyKey of NASTY_KEYS) {
    it(`refuses the study key ${inspect(studyKey)}`, async () => {
      await isRefused(imednet.records.list({ studyKey }));
      expect(() => {
        imednet.context.setDefaultStudyKey(studyKey);
      }).toThrowError(InvalidArgumentError);
    });
  }

  for (const path of NASTY_PATHS) {
    it(`refuses the path ${inspect(path)}`, async () => {
      await isRefused(imednet.client.get(path));
      await isRefused(imednet.client.post(path, {}));
    });
  }

  for (const pageSize of NASTY_SIZES) {
    it(`refuses the page size ${inspect(pageSize)}`, async () => {
      await isRefused(imednet.records.list({ studyKey: 'DEMO', pageSize: pageSize as number }));
      await isRefused(imednet.records.pages({ studyKey: 'DEMO', params: { size: pageSize as number } }));
      await isRefused(imednet.studies.list({ params: { limit: pageSize as number } }));
    });
  }

  for (const headers of NASTY_HEADERS) {
    it(`refuses the header ${inspect(headers)}, without repeating its value`, async () => {
      await isRefused(imednet.client.get('/x', {}, { headers }));
      const message = String(await failureOf(imednet.client.get('/x', {}, { headers })));
      expect(message).not.toContain('injected');
    });
  }

  it('refuses query values without a faithful text form', async () => {
    for (const value of [NaN, Infinity, {}, [{}], Symbol.iterator, '\ud800']) {
      await isRefused(imednet.client.get('/x', { a: value as string }));
    }
  });

  it('refuses bodies that JSON would silently change', async () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    for (const body of [
      { age: NaN },
      [undefined],
      { f: () => 1 },
      { n: 1n },
      cycle,
      { deep: [{ x: -Infinity }] },
    ]) {
      await isRefused(imednet.client.post('/x', body));
    }
  });

  it('refuses time limits that timers can not hold', async () => {
    for (const timeout of [0, -1, NaN, Infinity, 2 ** 31]) {
      await isRefused(imednet.client.get('/x', {}, { timeout }));
    }
  });
});
