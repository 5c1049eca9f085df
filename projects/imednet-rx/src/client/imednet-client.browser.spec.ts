import { firstValueFrom, lastValueFrom, take, toArray } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { SameOriginAuth } from '../auth/same-origin-auth';
import { RedirectError, RequestAbortedError } from '../errors/client-error';
import { NetworkError, RequestTimeoutError, ResponseParseError } from '../errors/request-error';
import { RateLimitError, ServerError } from '../errors/status-errors';
import { createImednet, type Imednet } from './imednet';
import type { ImednetClientConfig } from './imednet-client-config';

interface Stats {
  readonly requests: number;
  readonly aborted: number;
}

declare const window: { readonly __karma__: { readonly config: { readonly simulatorUrl: string } } };

const { simulatorUrl } = window.__karma__.config;
const RECORDS = '/api/v1/edc/studies/DEMO/records';

const ORIGINS: readonly (readonly [story: string, config: ImednetClientConfig])[] = [
  ['on the page’s own origin', { baseUrl: '/simulator', auth: new SameOriginAuth() }],
  ['on another origin', { baseUrl: simulatorUrl, apiKey: 'api-key', securityKey: 'security-key' }],
];

for (const [story, config] of ORIGINS) {
  describe(`ImednetClient in a browser, against a real server ${story}`, () => {
    let imednet: Imednet;

    beforeEach(() => {
      imednet = createImednet({
        ...config,
        defaultStudyKey: 'DEMO',
        retries: 0,
        backoffFactor: 0,
        timeout: 1000,
      });
    });

    afterEach(() => {
      imednet.close();
    });

    const stats = async (): Promise<Stats> =>
      (await firstValueFrom(imednet.client.get<Stats>('/__stats'))).data;
    const withFault = (fault: string): ReturnType<typeof imednet.client.get> =>
      imednet.client.get(RECORDS, {}, { headers: { 'x-simulator-fault': fault } });

    it('streams every record exactly once', async () => {
      const records = await lastValueFrom(imednet.records.list({ pageSize: 70 }).pipe(toArray()));
      expect(records.length).toBe(600);
      expect(new Set(records.map(({ recordId }) => recordId)).size).toBe(600);
    });

    it('asks for no page more than needed', async () => {
      const before = await stats();
      await lastValueFrom(imednet.records.list({ pageSize: 50 }).pipe(take(51), toArray()));
      expect((await stats()).requests - before.requests).toBe(2);
    });

    for (const [fault, ErrorClass] of [
      ['429', RateLimitError],
      ['500', ServerError],
      ['html', ServerError],
      ['html200', ResponseParseError],
      ['cut', ResponseParseError],
      ['truncated', NetworkError],
      ['reset', NetworkError],
      ['hang', RequestTimeoutError],
      ['drip', RequestTimeoutError],
      ['redirect', RedirectError],
    ] as const) {
      it(`never takes the fault "${fault}" for data`, async () => {
        const error = await failureOf(withFault(fault));
        // Chromium's proxied connections may report a cut body as a network failure.
        const classes: readonly unknown[] = fault === 'cut' ? [ErrorClass, NetworkError] : [ErrorClass];
        expect(classes).toContain((error as object).constructor);
      });
    }

    it('lets the server see that the subscriber left', async () => {
      const { aborted } = await stats();
      const subscription = withFault('hang').subscribe();
      await new Promise((resolve) => setTimeout(resolve, 50));
      subscription.unsubscribe();
      await eventually(async () => (await stats()).aborted > aborted);
    });

    it('leaves the second subscriber untouched when the first unsubscribes', async () => {
      const call$ = imednet.client.get(RECORDS, {}, { headers: { 'x-simulator-latency': '100' } });
      const first = call$.subscribe();
      const second = firstValueFrom(call$);
      first.unsubscribe();
      expect((await second).status).toBe(200);
    });

    it("obeys the caller's signal", async () => {
      const controller = new AbortController();
      const failure = failureOf(
        imednet.client.get(
          RECORDS,
          {},
          { signal: controller.signal, headers: { 'x-simulator-fault': 'hang' } },
        ),
      );
      controller.abort();
      expect(await failure).toBeInstanceOf(RequestAbortedError);
    });
  });
}

async function eventually(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}
