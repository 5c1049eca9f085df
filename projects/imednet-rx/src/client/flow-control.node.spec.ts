import { firstValueFrom, forkJoin, lastValueFrom, timer } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { type LoopbackServer, loopbackServer, type Script, sendJson } from '../../spec/node/loopback-server';
import { CircuitOpenError } from '../errors/circuit-open-error';
import { ConfigurationError } from '../errors/client-error';
import { RequestTimeoutError } from '../errors/request-error';
import { ServerError } from '../errors/status-errors';
import { ImednetClient } from './imednet-client';
import type { ImednetClientConfig } from './imednet-client-config';

describe('flow control over a real socket', () => {
  let server: LoopbackServer;
  let client: ImednetClient;

  const start = async (script: Script, config: ImednetClientConfig = {}): Promise<void> => {
    server = await loopbackServer(script);
    client = new ImednetClient({
      ...{ apiKey: 'a', securityKey: 'b', baseUrl: server.url, backoffFactor: 0 },
      ...config,
    });
  };

  afterEach(async () => {
    client.close();
    await server.close();
  });

  it('does not hammer a server that is down: within 1.2 requests per call once the budget is used up', async () => {
    await start(
      (response) => {
        sendJson(response, 503, {});
      },
      { retries: 3, concurrency: 20 },
    );
    const call = (): Promise<unknown> => failureOf(client.get('/x'));
    const errors = await Promise.all(Array.from({ length: 1000 }, call));
    expect(errors.every((error) => error instanceof ServerError)).toBeTrue();
    expect(server.seen.length).toBeLessThanOrEqual(1200);

    const before = server.seen.length;
    await Promise.all(Array.from({ length: 100 }, call));
    expect(server.seen.length - before).toBeLessThanOrEqual(120);
  }, 20_000);

  it('keeps to the concurrency, and tells so', async () => {
    let [inFlight, most, told] = [0, 0, 0];
    await start(
      (response) => {
        most = Math.max(most, ++inFlight);
        setTimeout(() => {
          inFlight -= 1;
          sendJson(response, 200, {});
        }, 5);
      },
      { concurrency: 3 },
    );
    const watch = client.flow$.subscribe((flow) => (told = Math.max(told, flow.inFlight)));
    await lastValueFrom(forkJoin(Array.from({ length: 30 }, () => client.get('/x'))));
    watch.unsubscribe();
    expect([most, told, server.seen.length]).toEqual([3, 3, 30]);
  });

  it('pauses every request for the Retry-After of one', async () => {
    const arrivals: number[] = [];
    await start((response, _request, number) => {
      arrivals.push(performance.now());
      sendJson(response, number === 1 ? 429 : 200, {}, { 'retry-after': '1' });
    });
    const refused = lastValueFrom(client.get('/x'));
    while (server.seen.length === 0) await firstValueFrom(timer(1));
    await firstValueFrom(timer(50));
    await Promise.all([refused, lastValueFrom(client.get('/y'))]);
    expect(arrivals.length).toBe(3);
    expect((arrivals[1] ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it('opens the circuit, refuses at once, and recovers through a probe', async () => {
    let down = true;
    await start(
      (response) => {
        sendJson(response, down ? 503 : 200, {});
      },
      { retries: 0, circuitBreaker: { failures: 3, openFor: 100 } },
    );
    for (let call = 0; call < 3; call++) await failureOf(client.get('/x'));
    const error = await failureOf(client.get('/x'));
    expect(error).toBeInstanceOf(CircuitOpenError);
    expect((error as CircuitOpenError).retryAfter).toBeGreaterThan(0);
    expect(server.seen.length).toBe(3);

    down = false;
    await firstValueFrom(timer(120));
    expect((await lastValueFrom(client.get('/x'))).status).toBe(200);
    expect(await firstValueFrom(client.circuitState$())).toBe('closed');
  });

  it('bounds a call with all its attempts and waits', async () => {
    await start(
      (response) => {
        sendJson(response, 503, {}, { 'retry-after': '5' });
      },
      { timeout: { attempt: 1000, total: 200 } },
    );
    const begun = performance.now();
    // The wait would not end in time, so it does not begin: the server's own error comes at once.
    expect(await failureOf(client.get('/x'))).toBeInstanceOf(ServerError);
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(server.seen.length).toBe(1);
  });

  it('ends a call that hangs at its total time limit', async () => {
    await start(() => undefined, { timeout: { attempt: 10_000, total: 100 } });
    const error = await failureOf(client.get('/x'));
    expect(error).toBeInstanceOf(RequestTimeoutError);
    expect((error as RequestTimeoutError).timeout).toBe(100);
    await server.seen[0]?.aborted;
  });

  it('lets identical reads share a request where the caller says so, and a kept answer, but no POST', async () => {
    await start(
      (response, _request, number) => {
        setTimeout(() => {
          sendJson(response, 200, { number });
        }, 5);
      },
      { share: { ttl: 60_000, maxEntries: 10 } },
    );
    const shared$ = client.get<{ number: number }>('/x', {}, { share: true });
    const answers = await lastValueFrom(forkJoin([shared$, shared$, shared$]));
    expect(answers.map(({ data }) => data.number)).toEqual([1, 1, 1]);
    expect((await lastValueFrom(shared$)).data.number).toBe(1);
    expect((await lastValueFrom(client.get<{ number: number }>('/x'))).data.number).toBe(2);

    await lastValueFrom(client.post('/x', {}));
    expect((await lastValueFrom(shared$)).data.number).toBe(4);
  });

  for (const config of [
    { concurrency: 0 },
    { rateLimit: { requests: 0, per: 1000 } },
    { retryBudget: { capacity: -1 } },
    { circuitBreaker: { openFor: NaN } },
    { share: { ttl: -1, maxEntries: 1 } },
    { adaptiveRate: { ceiling: 0 } },
    { timeout: { total: 0 } },
  ] as const) {
    it(`refuses ${JSON.stringify(config)}`, async () => {
      await start(() => undefined);
      expect(() => new ImednetClient({ apiKey: 'a', securityKey: 'b', ...config })).toThrowError(
        ConfigurationError,
      );
    });
  }
});
