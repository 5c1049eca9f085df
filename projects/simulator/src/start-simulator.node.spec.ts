import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { createConnection } from 'node:net';
import type { SimulatorOptions } from './simulator-options';
import { startSimulator } from './start-simulator';
import type { Simulator } from './start-simulator';
import type { StatsSnapshot } from './stats';

const BASE = '/api/v1/edc/studies';
const RECORDS = `${BASE}/DEMO/records`;

describe('the simulator', () => {
  let simulator: Simulator;
  const start = async (options: SimulatorOptions = {}): Promise<void> => {
    simulator = await startSimulator({ subjects: 10, ...options });
  };
  const call = (
    path: string,
    headers: Record<string, string> = {},
    init: RequestInit = {},
  ): Promise<Response> => fetch(`${simulator.url}${path}`, { ...init, headers });
  const post = (headers: Record<string, string> = {}): Promise<Response> =>
    call(
      RECORDS,
      { 'content-type': 'application/json', ...headers },
      { method: 'POST', body: '[{"formKey":"AE"}]' },
    );
  const stats = async (): Promise<StatsSnapshot> => (await call('/__stats')).json() as Promise<StatsSnapshot>;

  /** Asks again until the server has noticed that sockets were closed. */
  async function statsWhen(ready: (stats: StatsSnapshot) => boolean): Promise<StatsSnapshot> {
    for (;;) {
      const snapshot = await stats();
      if (ready(snapshot)) return snapshot;
    }
  }

  afterEach(async () => {
    await simulator.close();
  });

  describe('without faults', () => {
    it("sends what the fake answers, with the fake's status", async () => {
      await start();
      const response = await call(`${RECORDS}?size=3&sort=formKey,DESC&sort=recordId,ASC`);
      const expected = simulator.fake.handle({
        method: 'GET',
        path: RECORDS,
        query: new URLSearchParams('size=3&sort=formKey,DESC&sort=recordId,ASC'),
        headers: {},
      });
      expect(await response.json()).toEqual(expected.body);
      expect(response.headers.get('content-type')).toBe('application/json');
      expect((await call(`${BASE}/OTHER/sites`)).status).toBe(403);
      expect((await call('/elsewhere')).status).toBe(404);
      expect((await call(RECORDS, {}, { method: 'PUT' })).status).toBe(405);
    });

    it('takes a path as it was sent, without resolving dots', async () => {
      await start();
      const socket = createConnection(Number(new URL(simulator.url).port), '127.0.0.1');
      socket.write(`GET ${BASE}/DEMO/../DEMO/sites HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      const [head] = (await once(socket, 'data')) as [Buffer];
      expect(head.toString()).toMatch(/^HTTP\/1\.1 404 /);
      socket.destroy();
    });

    it('creates jobs and lets them be followed', async () => {
      await start();
      const job = (await (await post()).json()) as { batchId: string; state: string };
      expect(job.state).toBe('CREATED');
      const read = async (): Promise<string> =>
        ((await (await call(`${BASE}/DEMO/jobs/${job.batchId}`)).json()) as { state: string }).state;
      expect([await read(), await read()]).toEqual(['PROCESSING', 'FAILED']);
    });

    for (const body of ['{"a":', 'no JSON']) {
      it(`answers the body ${body} with an error envelope`, async () => {
        await start();
        const headers = { 'content-type': 'application/json' };
        const response = await call(RECORDS, headers, { method: 'POST', body });
        expect(response.status).toBe(400);
        expect(await response.json()).toEqual({
          metadata: jasmine.objectContaining({ error: jasmine.objectContaining({ code: '1000' }) }),
        });
        expect(simulator.fake.posts).toBe(0);
      });
    }

    it('asks for both keys when it has been given them', async () => {
      await start({ apiKey: 'a', securityKey: 's', cacheBodies: true });
      const good = { 'x-api-key': 'a', 'x-imn-security-key': 's' };
      const codes = [];
      for (const headers of [good, {}, { ...good, 'x-api-key': 'b' }, { 'x-api-key': 'a' }, good]) {
        codes.push((await call(BASE, headers as Record<string, string>)).status);
      }
      expect(codes).toEqual([200, 401, 401, 401, 200]);
    });

    it('keeps pages in its cache until rows change', async () => {
      await start({ cacheBodies: true });
      const handle = spyOn(simulator.fake, 'handle').and.callThrough();
      const read = async (): Promise<string> => (await call(RECORDS)).text();
      const first = await read();
      expect(await read()).toBe(first);
      expect(handle).toHaveBeenCalledTimes(1);
      simulator.fake.deleteRecords('DEMO', 1, { at: 'start' });
      expect(await read()).not.toBe(first);
      expect(handle).toHaveBeenCalledTimes(2);
      await call(`${RECORDS}?size=1`);
      expect(handle).toHaveBeenCalledTimes(3);
    });

    it('answers no earlier than the latency, which a request can choose', async () => {
      await start({ latency: 60_000 });
      const before = performance.now();
      await call(BASE, { 'x-simulator-latency': '40' });
      // Timers may fire a fraction of a millisecond early.
      expect(performance.now() - before).toBeGreaterThanOrEqual(39);
    });

    it('drops open connections when it is closed', async () => {
      await start({ latency: 60_000 });
      const pending = call(BASE).then(fail, (error: unknown) => error);
      while (simulator.stats.snapshot().inFlight === 0) await new Promise(setImmediate);
      await simulator.close();
      expect(await pending).toBeInstanceOf(TypeError);
    });

    it('tells when its port is taken', async () => {
      await start();
      const port = Number(new URL(simulator.url).port);
      await expectAsync(startSimulator({ port })).toBeRejectedWith(
        jasmine.objectContaining({ code: 'EADDRINUSE' }),
      );
    });
  });

  describe('with a fault', () => {
    const fault = (kind: string): Record<string, string> => ({ 'x-simulator-fault': kind });

    interface Observed {
      readonly status: number | undefined;
      readonly headers: Readonly<Record<string, unknown>>;
      readonly body: string;
      /** Whether the message came to its end. */
      readonly complete: boolean;
      readonly error: string | undefined;
    }

    /** Watches a response at the level where connections break. */
    function observe(path: string, headers: Record<string, string>, method = 'GET'): Promise<Observed> {
      return new Promise((resolve) => {
        const sent = httpRequest(`${simulator.url}${path}`, { method, headers, agent: false });
        const blank = { status: undefined, headers: {}, body: '', complete: false };
        sent.on('error', (error: NodeJS.ErrnoException) => {
          resolve({ ...blank, error: error.code });
        });
        sent.on('response', (response) => {
          let body = '';
          let error: string | undefined;
          response.on('error', (reason: NodeJS.ErrnoException) => (error = reason.code));
          response.on('data', (chunk: Buffer) => (body += chunk.toString()));
          response.on('close', () => {
            resolve({
              status: response.statusCode,
              headers: response.headers,
              body,
              complete: response.complete,
              error,
            });
          });
        });
        sent.end(method === 'POST' ? '[{"formKey":"AE"}]' : undefined);
      });
    }

    for (const [kind, name] of [
      ['429', 'TOO_MANY_REQUESTS'],
      ['500', 'INTERNAL_SERVER_ERROR'],
      ['503', 'SERVICE_UNAVAILABLE'],
    ] as const) {
      it(`${kind} sends that status in the envelope`, async () => {
        await start();
        const { status, body, complete } = await observe(RECORDS, fault(kind));
        expect([status, complete]).toEqual([Number(kind), true]);
        expect(JSON.parse(body)).toEqual({
          metadata: jasmine.objectContaining({ status: name, method: 'GET', path: RECORDS }),
        });
      });
    }

    for (const retryAfter of [0, 7, 'Wed, 21 Oct 2026 07:28:00 GMT']) {
      it(`429 says Retry-After: ${retryAfter}`, async () => {
        await start({ retryAfter });
        const { headers } = await observe(RECORDS, fault('429'));
        expect(headers['retry-after']).toBe(String(retryAfter));
      });
    }

    it('reset breaks the connection before any byte, and the POST was not processed', async () => {
      await start();
      const headers = { ...fault('reset'), 'content-type': 'application/json' };
      const { status, error } = await observe(RECORDS, headers, 'POST');
      expect([status, error]).toEqual([undefined, 'ECONNRESET']);
      expect(simulator.fake.posts).toBe(0);
    });

    it('reset-after breaks the connection when the POST has been processed', async () => {
      await start();
      const headers = { ...fault('reset-after'), 'content-type': 'application/json' };
      const { status, error } = await observe(RECORDS, headers, 'POST');
      expect([status, error]).toEqual([undefined, 'ECONNRESET']);
      expect(simulator.fake.posts).toBe(1);
    });

    it('truncated announces the whole body, sends half and breaks the connection', async () => {
      await start();
      const whole = await (await call(RECORDS)).text();
      const { status, headers, body, complete, error } = await observe(RECORDS, fault('truncated'));
      expect(status).toBe(200);
      expect(Number(headers['content-length'])).toBe(Buffer.byteLength(whole));
      expect(whole.startsWith(body)).toBeTrue();
      expect(body.length).toBe(Math.floor(whole.length / 2));
      expect([complete, error]).toEqual([false, 'ECONNRESET']);
    });

    it('cut ends half of the body cleanly, so that only parsing notices', async () => {
      await start();
      const { status, headers, body, complete, error } = await observe(RECORDS, fault('cut'));
      expect([status, complete, error]).toEqual([200, true, undefined]);
      expect(headers['content-length']).toBeUndefined();
      expect(headers['transfer-encoding']).toBeUndefined();
      expect(headers['connection']).toBe('close');
      expect(body.length).toBeGreaterThan(0);
      expect(() => JSON.parse(body) as unknown).toThrowError(SyntaxError);
    });

    for (const [kind, status] of [
      ['html', 502],
      ['html200', 200],
    ] as const) {
      it(`${kind} sends a gateway's page with status ${status}`, async () => {
        await start();
        const observed = await observe(RECORDS, fault(kind));
        expect(observed.status).toBe(status);
        expect(observed.headers['content-type']).toMatch(/^text\/html/);
        expect(observed.body).toMatch(/^<!DOCTYPE html>/);
      });
    }

    it('hang answers nothing until the client gives up', async () => {
      await start();
      const controller = new AbortController();
      const sent = call(RECORDS, fault('hang'), { signal: controller.signal }).then(fail, (e: unknown) => e);
      await statsWhen(({ inFlight }) => inFlight === 1);
      controller.abort();
      expect(await sent).toEqual(jasmine.objectContaining({ name: 'AbortError' }));
      expect(await statsWhen(({ inFlight }) => inFlight === 0)).toEqual(
        jasmine.objectContaining({ aborted: 1, byStatus: {} }),
      );
    });

    it('hang can close the connection itself, which nobody aborted', async () => {
      await start({ hangMs: 5 });
      expect((await observe(RECORDS, fault('hang'))).error).toBe('ECONNRESET');
      expect((await statsWhen(({ inFlight }) => inFlight === 0)).aborted).toBe(0);
    });

    it('drip sends headers at once and then byte by byte', async () => {
      await start({ dripMs: 1 });
      const response = await call(RECORDS, fault('drip'));
      const reader = response.body?.getReader();
      const chunks = [await reader?.read(), await reader?.read(), await reader?.read()];
      expect(response.status).toBe(200);
      expect(Number(response.headers.get('content-length'))).toBeGreaterThan(1000);
      const received = chunks.reduce((sum, chunk) => sum + (chunk?.value?.length ?? 0), 0);
      expect(received).toBeGreaterThanOrEqual(3);
      expect(received).toBeLessThan(1000);
      await reader?.cancel();
      expect((await statsWhen(({ inFlight }) => inFlight === 0)).aborted).toBe(1);
    });

    it('that does not exist is refused', async () => {
      await start();
      expect((await call(RECORDS, fault('earthquake'))).status).toBe(400);
      expect((await call(RECORDS, { 'x-simulator-latency': 'long' })).status).toBe(400);
    });

    it('can be switched off by a request, whatever the rates are', async () => {
      await start({ faults: { '500': 1 } });
      expect((await call(BASE)).status).toBe(500);
      expect((await call(BASE, fault('none'))).status).toBe(200);
    });

    it('comes in an order that the seed decides', async () => {
      const run = async (faultSeed: number): Promise<number[]> => {
        await start({ faults: { '500': 0.3, '503': 0.3 }, faultSeed });
        const codes = [];
        for (let i = 0; i < 30; i++) codes.push((await call(BASE)).status);
        await simulator.close();
        return codes;
      };
      const first = await run(1);
      expect(await run(1)).toEqual(first);
      expect(await run(2)).not.toEqual(first);
      expect(new Set(first)).toEqual(new Set([200, 500, 503]));
    });
  });

  describe('in its statistics', () => {
    it('counts what it answered, by status and by route', async () => {
      await start();
      await call(`${RECORDS}?size=1`);
      await call(`${RECORDS}?size=2`);
      await call(`${BASE}/OTHER/sites`);
      await call('/elsewhere');
      await post();
      await observeStats({
        requests: 5,
        byStatus: { 200: 2, 202: 1, 403: 1, 404: 1 },
        byRoute: {
          'GET /studies/{studyKey}/records': 2,
          'GET /studies/{studyKey}/sites': 1,
          'GET unknown': 1,
          'POST /studies/{studyKey}/records': 1,
        },
        posts: 1,
        faults: {},
        aborted: 0,
        inFlight: 0,
        maxInFlight: 1,
      });
    });

    async function observeStats(expected: StatsSnapshot): Promise<void> {
      const settled = await statsWhen(({ inFlight }) => inFlight === 0);
      expect(settled).toEqual(expected);
    }

    it('counts faults, and how many requests there were at once', async () => {
      await start({ latency: 20 });
      await Promise.all([1, 2, 3].map(() => call(BASE, { 'x-simulator-fault': '503' })));
      const settled = await statsWhen(({ inFlight }) => inFlight === 0);
      expect(settled.faults).toEqual({ 503: 3 });
      expect(settled.maxInFlight).toBe(3);
    });

    it('counts a client that gives up, whose POST was processed all the same', async () => {
      await start({ latency: 60_000 });
      const controller = new AbortController();
      const init = { method: 'POST', body: '[{}]', signal: controller.signal };
      const sent = call(RECORDS, { 'content-type': 'application/json' }, init).then(fail, () => 'aborted');
      await statsWhen(({ posts }) => posts === 1);
      controller.abort();
      expect(await sent).toBe('aborted');
      expect(await statsWhen(({ inFlight }) => inFlight === 0)).toEqual(
        jasmine.objectContaining({ aborted: 1, posts: 1, byStatus: {} }),
      );
    });

    it('starts afresh when told to', async () => {
      await start();
      await post();
      await statsWhen(({ inFlight }) => inFlight === 0);
      await call('/__stats/reset', {}, { method: 'POST' });
      expect(await stats()).toEqual({
        requests: 0,
        byStatus: {},
        byRoute: {},
        posts: 0,
        faults: {},
        aborted: 0,
        inFlight: 0,
        maxInFlight: 0,
      });
      await post();
      expect((await stats()).posts).toBe(1);
    });

    it('needs no keys and suffers no faults', async () => {
      await start({ apiKey: 'a', faults: { reset: 1 } });
      expect((await stats()).requests).toBe(0);
    });
  });

  describe('for browsers', () => {
    const PAGE = 'http://page.test';
    const preflight = (origin: string): Promise<Response> =>
      call(RECORDS, { origin, 'access-control-request-method': 'POST' }, { method: 'OPTIONS' });

    it('allows the origin it was told, and no other', async () => {
      await start({ cors: PAGE });
      const allowed = await preflight(PAGE);
      expect(allowed.status).toBe(204);
      expect(allowed.headers.get('access-control-allow-origin')).toBe(PAGE);
      expect(allowed.headers.get('access-control-allow-headers')).toContain('x-imn-security-key');
      expect(allowed.headers.get('access-control-allow-methods')).toContain('POST');
      const other = await preflight('http://other.test');
      expect(other.headers.get('access-control-allow-origin')).toBeNull();
      expect((await stats()).byStatus).toEqual({ 405: 1 });
    });

    for (const kind of ['none', '429', 'html']) {
      it(`lets the page read an answer with the fault ${kind}`, async () => {
        await start({ cors: '*' });
        const response = await call(RECORDS, { origin: PAGE, 'x-simulator-fault': kind });
        expect(response.headers.get('access-control-allow-origin')).toBe('*');
        expect(response.headers.get('access-control-expose-headers')).toContain('Retry-After');
      });
    }

    it('allows nobody by default', async () => {
      await start();
      const response = await preflight(PAGE);
      expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([405, null]);
    });
  });
});
