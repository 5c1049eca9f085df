import { lastValueFrom } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import {
  type LoopbackServer,
  loopbackServer,
  type Script,
  sendJson,
  silence,
} from '../../spec/node/loopback-server';
import { timeoutFor } from '../../spec/node/timeout-for';
import { NetworkError, RequestTimeoutError, ResponseParseError } from '../errors/request-error';
import { RateLimitError, ServerError } from '../errors/status-errors';
import { ImednetClient } from './imednet-client';

describe('what is sent again, and what is not', () => {
  let server: LoopbackServer;
  let client: ImednetClient;

  const start = async (script: Script): Promise<void> => {
    server = await loopbackServer(script);
    client = new ImednetClient({
      apiKey: 'a',
      securityKey: 'b',
      baseUrl: server.url,
      retries: 2,
      backoffFactor: 0,
      timeout: timeoutFor(script === silence),
    });
  };

  afterEach(async () => {
    client.close();
    await server.close();
  });

  const failing: readonly (readonly [string, Script, new (...args: never[]) => unknown])[] = [
    [
      'a reset',
      (response) => {
        response.socket?.resetAndDestroy();
      },
      NetworkError,
    ],
    ['a timeout', silence, RequestTimeoutError],
    [
      'a 500',
      (response) => {
        sendJson(response, 500, {});
      },
      ServerError,
    ],
    [
      'a 503',
      (response) => {
        sendJson(response, 503, {}, { 'retry-after': '0' });
      },
      ServerError,
    ],
    ['an unreadable answer', (response) => response.end('<html>'), ResponseParseError],
  ];
  for (const [story, script, ErrorClass] of failing) {
    it(`sends a POST once on ${story}`, async () => {
      await start(script);
      expect(await failureOf(client.post('/x', [{ data: 1 }]))).toBeInstanceOf(ErrorClass);
      expect(server.seen.length).toBe(1);
    });

    it(`sends a GET three times on ${story}, then gives its error`, async () => {
      await start(script);
      expect(await failureOf(client.get('/x'))).toBeInstanceOf(ErrorClass);
      expect(server.seen.length).toBe(3);
    });
  }

  it('sends a POST again on 429, with the same bytes although the caller changed the object', async () => {
    const body = { value: 1 };
    await start((response, _request, number) => {
      body.value += 1;
      sendJson(response, number < 3 ? 429 : 202, {}, { 'retry-after': '0' });
    });
    expect((await lastValueFrom(client.post('/x', body))).status).toBe(202);
    expect(server.seen.map((request) => request.body)).toEqual(Array(3).fill('{"value":1}'));
  });

  it('really waits the second that Retry-After asks for', async () => {
    const arrivals: number[] = [];
    await start((response, _request, number) => {
      arrivals.push(performance.now());
      sendJson(response, number === 1 ? 429 : 200, {}, { 'retry-after': '1' });
    });
    await lastValueFrom(client.get('/x'));
    expect((arrivals[1] ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it('gives up at once when Retry-After is absurd, telling how long the server asked to wait', async () => {
    await start((response) => {
      sendJson(response, 429, {}, { 'retry-after': '99999999999999999999' });
    });
    const error = await failureOf(client.get('/x'));
    expect(error).toBeInstanceOf(RateLimitError);
    expect((error as RateLimitError).retryAfter).toBe(Number.MAX_SAFE_INTEGER);
    expect(server.seen.length).toBe(1);
  });

  it('lets the policy be replaced while the client lives', async () => {
    await start((response) => {
      sendJson(response, 503, {});
    });
    client.retryPolicy = { shouldRetry: () => false };
    await failureOf(client.get('/x'));
    expect(server.seen.length).toBe(1);

    client.retryPolicy = { shouldRetry: (state) => state.exception instanceof ServerError };
    await failureOf(client.get('/x'));
    expect(server.seen.length).toBe(4);
  });

  it('shows the policy the typed error and the response', async () => {
    await start((response) => {
      sendJson(response, 418, { teapot: true });
    });
    const seen: unknown[] = [];
    client.retryPolicy = {
      shouldRetry: ({ attemptNumber, method, result }) => {
        seen.push([attemptNumber, method, result?.status]);
        return true;
      },
    };
    await failureOf(client.get('/x'));
    expect(seen).toEqual([
      [1, 'GET', 418],
      [2, 'GET', 418],
    ]);
  });
});
