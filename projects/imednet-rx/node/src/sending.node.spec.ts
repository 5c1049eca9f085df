import { getEventListeners, setMaxListeners } from 'node:events';
import { gzipSync } from 'node:zlib';
import { AxiosHeaders, type InternalAxiosRequestConfig } from 'axios';
import { CANARY, reachableText, until } from '../../spec/node/transport-contract/stage';
import { type LoopbackServer, loopbackServer, type Script, sendJson } from '../../spec/node/loopback-server';
import { type NodeAdapter, nodeAdapter } from './node-adapter';
import type { NodeAdapterOptions } from './node-adapter-options';

type Failure = Error & { readonly code?: string };

describe('nodeAdapter', () => {
  let server: LoopbackServer;
  let adapter: NodeAdapter;

  const start = async (script: Script, options?: NodeAdapterOptions): Promise<void> => {
    server = await loopbackServer(script);
    adapter = nodeAdapter(options);
  };

  const configOf = (more: Partial<InternalAxiosRequestConfig> = {}): InternalAxiosRequestConfig => ({
    url: `${server.url}/x?a=1`,
    method: 'get',
    headers: new AxiosHeaders({ 'x-api-key': CANARY }),
    ...more,
  });

  const failureOf = (config: InternalAxiosRequestConfig): Promise<Failure> =>
    adapter(config).then(
      () => {
        throw new Error('An answer came, but an error was expected.');
      },
      (error: unknown) => error as Failure,
    );

  afterEach(async () => {
    adapter.close();
    await server.close();
  });

  it('gives text, whatever the status', async () => {
    await start((response) => {
      sendJson(response, 500, { ok: false });
    });
    const config = configOf();
    const response = await adapter(config);
    expect(response.data).toBe('{"ok":false}');
    expect(response.status).toBe(500);
    expect(response.statusText).toBe('Internal Server Error');
    expect(response.config).toBe(config);
  });

  it("prefers the caller's headers to its own, and leaves out what axios marks", async () => {
    await start((response) => {
      sendJson(response, 200, {});
    });
    const headers = new AxiosHeaders({ 'Accept-Encoding': 'identity', 'X-Null': null, 'X-False': false });
    await adapter(configOf({ headers, baseURL: server.url, url: '/y', params: { b: 2 } }));
    const [seen] = server.seen;
    expect(seen?.headers['accept-encoding']).toBe('identity');
    expect(Object.keys(seen?.headers ?? {})).not.toContain('x-null');
    expect(Object.keys(seen?.headers ?? {})).not.toContain('x-false');
    expect(`${seen?.url.pathname ?? ''}${seen?.url.search ?? ''}`).toBe('/y?b=2');
  });

  const failures: readonly (readonly [string, string, Script, Partial<InternalAxiosRequestConfig>])[] = [
    ['a reset', 'ECONNRESET', (response) => response.socket?.resetAndDestroy(), {}],
    [
      'a broken chunk',
      'ECONNRESET',
      (response) =>
        response.socket?.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\nzz\r\n'),
      {},
    ],
    [
      'cut compression',
      'ERR_BAD_RESPONSE',
      (response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}').subarray(0, 20));
      },
      {},
    ],
    ['a header that HTTP forbids', 'ERR_INVALID_ARG_VALUE', () => undefined, { headers: forbidden() }],
    ['an address that is none', 'ERR_INVALID_URL', () => undefined, { url: CANARY }],
    ['a body that is no text', 'ERR_NOT_SUPPORT', () => undefined, { data: { key: CANARY } }],
    ['a signal aborted before', 'ERR_CANCELED', () => undefined, { signal: AbortSignal.abort(CANARY) }],
  ];
  for (const [story, code, script, more] of failures) {
    it(`says ${code} after ${story}, and nothing of the request`, async () => {
      await start(script);
      const error = await failureOf(configOf(more));
      expect(error).toBeInstanceOf(Error);
      expect(error.code).toBe(code);
      expect(reachableText(error)).not.toContain(CANARY);
      for (const name of ['config', 'headers', 'request', 'response']) {
        expect(Reflect.get(error, name)).withContext(name).toBeUndefined();
      }
    });
  }

  it('leaves no listener behind after 10,000 requests', async () => {
    const warnings: string[] = [];
    const warn = ({ name }: Error): unknown => warnings.push(name);
    process.on('warning', warn);
    await start((response) => response.end('{}'), { maxSockets: 4 });
    const { signal } = new AbortController();
    // All requests of a round listen to it at the same time, as they should.
    setMaxListeners(0, signal);
    for (let round = 0; round < 100; round++) {
      await Promise.all(Array.from({ length: 100 }, () => adapter(configOf({ signal }))));
    }
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', warn);
    // Node warns of the eleventh listener of a kind on one of the four sockets.
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(warnings).toEqual([]);
  }, 30_000);

  it('leaves no listener on the signal of a request that failed or was aborted', async () => {
    await start((response, _request, number) => {
      if (number === 1) response.socket?.resetAndDestroy();
    });
    const controller = new AbortController();
    expect((await failureOf(configOf({ signal: controller.signal }))).code).toBe('ECONNRESET');
    expect(getEventListeners(controller.signal, 'abort').length).toBe(0);

    const failure = failureOf(configOf({ signal: controller.signal }));
    await until(() => server.seen.length === 2);
    controller.abort();
    expect((await failure).code).toBe('ERR_CANCELED');
    expect(getEventListeners(controller.signal, 'abort').length).toBe(0);
    await expectAsync(server.seen[1]?.aborted).toBeResolved();
  });

  it('opens no more connections than it may', async () => {
    let open = 0;
    let most = 0;
    await start(
      (response) => {
        most = Math.max(most, ++open);
        setTimeout(() => {
          open--;
          response.end('{}');
        }, 2);
      },
      { maxSockets: 3 },
    );
    await Promise.all(Array.from({ length: 30 }, () => adapter(configOf())));
    expect(most).toBe(3);
  });

  it('cancels what is under way or waiting when closed, and what comes later', async () => {
    await start(() => undefined, { maxSockets: 1 });
    const underWay = failureOf(configOf());
    const waiting = failureOf(configOf());
    await until(() => server.seen.length === 1);
    adapter[Symbol.dispose]();
    expect((await underWay).code).toBe('ERR_CANCELED');
    expect((await waiting).code).toBe('ERR_CANCELED');
    expect((await failureOf(configOf())).code).toBe('ERR_CANCELED');
    await expectAsync(server.seen[0]?.aborted).toBeResolved();
    expect(server.seen.length).toBe(1);
  });

  it('goes on with the next request when a waiting one is aborted', async () => {
    await start((response) => setTimeout(() => response.end('{}'), 20), { maxSockets: 1 });
    const controller = new AbortController();
    const first = adapter(configOf());
    const aborted = failureOf(configOf({ signal: controller.signal }));
    const last = adapter(configOf());
    controller.abort();
    expect((await aborted).code).toBe('ERR_CANCELED');
    expect((await first).status).toBe(200);
    expect((await last).status).toBe(200);
    expect(server.seen.length).toBe(2);
  });
});

function forbidden(): AxiosHeaders {
  const headers = new AxiosHeaders();
  // axios' own setter cleans values.
  Object.assign(headers, { 'x-api-key': `${CANARY}\n` });
  return headers;
}
