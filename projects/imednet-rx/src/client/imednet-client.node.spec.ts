import { lastValueFrom, take, toArray } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import {
  type LoopbackServer,
  loopbackServer,
  pageOf,
  type Script,
  sendJson,
} from '../../spec/node/loopback-server';
import { timeoutFor } from '../../spec/node/timeout-for';
import { ClientClosedError, RequestAbortedError } from '../errors/client-error';
import { RedirectError } from '../errors/response-contract-error';
import { NetworkError, RequestTimeoutError, ResponseParseError } from '../errors/request-error';
import { Paginator } from '../pagination/paginator';
import type { ImednetClientConfig } from './imednet-client-config';
import { ImednetClient } from './imednet-client';

describe('ImednetClient over a real socket', () => {
  let server: LoopbackServer;
  let client: ImednetClient;

  const start = async (script: Script, config: ImednetClientConfig = {}): Promise<void> => {
    server = await loopbackServer(script);
    client = new ImednetClient({
      apiKey: 'api-key',
      securityKey: 'security-key',
      baseUrl: server.url,
      backoffFactor: 0,
      ...config,
    });
  };

  afterEach(async () => {
    client.close();
    await server.close();
  });

  it('sends nothing until subscribed, then one request per subscription', async () => {
    await start((response) => {
      sendJson(response, 200, { ok: true });
    });
    const call$ = client.get<{ ok: boolean }>('/api/v1/edc/studies', { page: 0, sort: ['a,ASC', 'b,DESC'] });
    expect(server.seen.length).toBe(0);

    expect((await lastValueFrom(call$)).data).toEqual({ ok: true });
    await lastValueFrom(call$);

    expect(server.seen.length).toBe(2);
    expect(server.seen[0]?.url.search).toBe('?page=0&sort=a%2CASC&sort=b%2CDESC');
  });

  it('sends the documented headers on GET and POST', async () => {
    await start((response) => {
      sendJson(response, 200, {});
    });
    await lastValueFrom(client.get('/x'));
    await lastValueFrom(client.post('/x', { a: 1 }, { headers: { 'x-email-notify': 'me@example.org' } }));

    for (const { headers } of server.seen) {
      expect(headers.accept).toBe('application/json');
      expect(headers['content-type']).toBe('application/json');
      expect(headers['x-api-key']).toBe('api-key');
      expect(headers['x-imn-security-key']).toBe('security-key');
    }
    expect(server.seen[1]?.headers['x-email-notify']).toBe('me@example.org');
    expect(server.seen[1]?.body).toBe('{"a":1}');
  });

  it('gives a response without the sent credentials', async () => {
    await start((response) => {
      sendJson(response, 200, {});
    });
    const response = await lastValueFrom(client.get('/x'));
    expect(JSON.stringify(response)).not.toContain('-key"');
    expect(JSON.stringify(response)).not.toContain('security');
    expect(response.request).toBeUndefined();
  });

  it('leaves the second subscriber untouched when the first unsubscribes', async () => {
    const answers: (() => void)[] = [];
    await start((response) => {
      answers.push(() => {
        sendJson(response, 200, { number: answers.length });
      });
    });
    const call$ = client.get<{ number: number }>('/x');
    const first = call$.subscribe();
    const second = lastValueFrom(call$);
    await until(() => server.seen.length === 2);

    first.unsubscribe();
    await server.seen[0]?.aborted;
    answers.forEach((answer) => {
      answer();
    });

    expect((await second).status).toBe(200);
  });

  it('closes the socket as soon as the subscriber leaves', async () => {
    await start(() => undefined);
    const subscription = client.get('/x').subscribe();
    await until(() => server.seen.length === 1);
    subscription.unsubscribe();
    await expectAsync(server.seen[0]?.aborted).toBeResolved();
    expect(server.seen.length).toBe(1);
  });

  it("obeys the caller's signal, before and during the request", async () => {
    await start(() => undefined);
    expect(await failureOf(client.get('/x', {}, { signal: AbortSignal.abort() }))).toBeInstanceOf(
      RequestAbortedError,
    );
    expect(server.seen.length).toBe(0);

    const controller = new AbortController();
    const failure = failureOf(client.get('/x', {}, { signal: controller.signal }));
    await until(() => server.seen.length === 1);
    controller.abort();
    expect(await failure).toBeInstanceOf(RequestAbortedError);
    await server.seen[0]?.aborted;
    expect(server.seen.length).toBe(1);
  });

  it('aborts what is under way when closed, and refuses what comes after', async () => {
    await start(() => undefined);
    const failure = failureOf(client.get('/x'));
    await until(() => server.seen.length === 1);

    client[Symbol.dispose]();

    expect(await failure).toBeInstanceOf(ClientClosedError);
    await server.seen[0]?.aborted;
    expect(await failureOf(client.get('/x'))).toBeInstanceOf(ClientClosedError);
    expect(await failureOf(client.post('/x', {}))).toBeInstanceOf(ClientClosedError);
    expect(server.seen.length).toBe(1);
  });

  it('ends a wait between attempts when closed', async () => {
    await start(
      (response) => {
        sendJson(response, 503, {}, { 'retry-after': '30' });
      },
      { retries: 3 },
    );
    const failure = failureOf(client.get('/x'));
    await until(() => server.seen.length === 1);
    client.close();
    expect(await failure).toBeInstanceOf(ClientClosedError);
  });

  const unusable: readonly (readonly [
    story: string,
    script: Script,
    error: new (...args: never[]) => unknown,
  ])[] = [
    ['a silent server', () => undefined, RequestTimeoutError],
    [
      'a dripping body',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"data": [');
        const drip = setInterval(() => response.write(' '), 5);
        response.on('close', () => {
          clearInterval(drip);
        });
      },
      RequestTimeoutError,
    ],
    [
      'a connection reset before any byte',
      (response) => {
        response.socket?.resetAndDestroy();
      },
      NetworkError,
    ],
    [
      'a body shorter than announced',
      (response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"data": []}');
        setImmediate(() => response.socket?.destroy());
      },
      NetworkError,
    ],
    [
      'a chunked body that breaks off',
      (response) => {
        response.writeHead(200);
        response.write('{"data": [1,2');
        setImmediate(() => response.socket?.destroy());
      },
      NetworkError,
    ],
    ['a body cut off cleanly', (response) => response.end('{"data": [1,2'), ResponseParseError],
    [
      "a gateway's HTML page with status 200",
      (response) => response.end('<html></html>'),
      ResponseParseError,
    ],
    ['an empty body with status 200', (response) => response.end(), ResponseParseError],
    [
      'a redirect to another origin',
      (response) => {
        response.writeHead(302, { location: 'http://localhost:9/' }).end();
      },
      RedirectError,
    ],
    [
      'a redirect to the same origin',
      (response) => {
        response.writeHead(307, { location: '/elsewhere' }).end();
      },
      RedirectError,
    ],
  ];
  for (const [story, script, ErrorClass] of unusable) {
    it(`never takes ${story} for data`, async () => {
      await start(script, { retries: 0, timeout: timeoutFor(ErrorClass === RequestTimeoutError) });
      expect(await failureOf(client.get('/x'))).toBeInstanceOf(ErrorClass);
      expect(server.seen.length).toBe(1);
    });
  }

  it('follows no redirect, so that no credential reaches another origin', async () => {
    const other = await loopbackServer((response) => {
      sendJson(response, 200, {});
    });
    await start((response) => {
      response.writeHead(307, { location: other.url }).end();
    });
    await failureOf(client.get('/x'));
    await failureOf(client.post('/x', {}));
    expect(other.seen.length).toBe(0);
    expect(server.seen.length).toBe(2);
    await other.close();
  });

  it('calls an allowed other origin without credentials, and no other', async () => {
    const other = await loopbackServer((response) => {
      sendJson(response, 200, {});
    });
    await start(
      (response) => {
        sendJson(response, 200, {});
      },
      { allowedOrigins: [other.url] },
    );
    await lastValueFrom(client.get(`${other.url}/x`));
    await lastValueFrom(client.get(`${server.url}/x`));
    expect(other.seen[0]?.headers['x-api-key']).toBeUndefined();
    expect(other.seen[0]?.headers['x-imn-security-key']).toBeUndefined();
    expect(server.seen[0]?.headers['x-api-key']).toBe('api-key');
    await other.close();
  });

  it('keeps credentials home even when an interceptor changes the address', async () => {
    const other = await loopbackServer((response) => {
      sendJson(response, 200, {});
    });
    await start(
      (response) => {
        sendJson(response, 200, {});
      },
      { interceptors: { perAttempt: [(request, next) => next({ ...request, url: `${other.url}/x` })] } },
    );
    expect(String(await failureOf(client.get('/x')))).toContain('another origin');
    expect(other.seen.length).toBe(0);
    await other.close();
  });

  it('requests no page more than take(3) needs, of 100,000', async () => {
    await start((response, request) => {
      sendJson(response, 200, pageOf(request, 200_000));
    });
    const items = await lastValueFrom(
      new Paginator<{ recordId: number }>(client, '/x', { pageSize: 2 }).items().pipe(take(3), toArray()),
    );
    expect(items.map(({ recordId }) => recordId)).toEqual([0, 1, 2]);
    await lastValueFrom(client.get('/barrier'));
    expect(server.seen.map(({ url }) => url.searchParams.get('page'))).toEqual(['0', '1', null]);
  });

  it('runs user interceptors per call once and per attempt each time, and shows them no key', async () => {
    const log: string[] = [];
    await start(
      (response, _request, number) => {
        sendJson(response, number === 1 ? 503 : 200, {});
      },
      {
        interceptors: {
          perCall: [
            (request, next) => {
              log.push('call');
              return next(request);
            },
          ],
          perAttempt: [
            (request, next) => {
              log.push(`attempt ${String(request.attempt)} ${Object.keys(request.headers).sort().join()}`);
              return next(request);
            },
          ],
        },
      },
    );
    await lastValueFrom(client.get('/x'));
    expect(log).toEqual(['call', 'attempt 1 accept,content-type', 'attempt 2 accept,content-type']);
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
