import { firstValueFrom, lastValueFrom, type Observable, take, toArray } from 'rxjs';
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
  readonly inFlight: number;
}

declare const window: { readonly __karma__: { readonly config: { readonly simulatorUrl: string } } };

const { simulatorUrl } = window.__karma__.config;
const RECORDS = '/api/v1/edc/studies/DEMO/records';

const KEYS = { apiKey: 'api-key', securityKey: 'security-key' };

const ORIGINS: readonly (readonly [story: string, config: ImednetClientConfig])[] = [
  ['on the page’s own origin', { baseUrl: '/simulator', auth: new SameOriginAuth() }],
  ['on another origin', { ...KEYS, baseUrl: simulatorUrl }],
  ['on another origin, through xhr', { ...KEYS, baseUrl: simulatorUrl, adapter: 'xhr' }],
];

for (const [story, config] of ORIGINS) {
  describe(`a list in a browser, from a real server ${story}`, () => {
    let imednet: Imednet;

    beforeEach(() => {
      imednet = createImednet({ ...config, defaultStudyKey: 'DEMO' });
    });

    afterEach(() => {
      imednet.close();
    });

    it('streams every record exactly once', async () => {
      const records = await lastValueFrom(imednet.records.list({ pageSize: 70 }).pipe(toArray()));
      expect(records.length).toBe(600);
      expect(new Set(records.map(({ recordId }) => recordId)).size).toBe(600);
    });

    it('asks for no page more than needed', async () => {
      const before = await statsOf(imednet);
      await lastValueFrom(imednet.records.list({ pageSize: 50 }).pipe(take(51), toArray()));
      expect((await statsOf(imednet)).requests - before.requests).toBe(2);
    });
  });
}

for (const adapter of ['fetch', 'xhr'] as const) {
  describe(`ImednetClient in a browser, through ${adapter}`, () => {
    let imednet: Imednet;

    beforeEach(() => {
      imednet = createImednet({ ...KEYS, baseUrl: simulatorUrl, adapter, retries: 0, timeout: 1000 });
    });

    afterEach(() => {
      imednet.close();
    });

    const withFault = (fault: string): Observable<unknown> =>
      imednet.client.get(RECORDS, {}, { headers: { 'x-simulator-fault': fault } });

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
    ] as const) {
      it(`never takes the fault "${fault}" for data`, async () => {
        expect(await failureOf(withFault(fault))).toBeInstanceOf(ErrorClass);
      });
    }

    if (adapter === 'fetch') {
      it('follows no redirect, which xhr can not be kept from', async () => {
        expect(await failureOf(withFault('redirect'))).toBeInstanceOf(RedirectError);
      });
    }

    it('lets the server see that the subscriber left', async () => {
      const before = await statsOf(imednet);
      const subscription = withFault('hang').subscribe();
      await eventually(async () => (await statsOf(imednet)).inFlight > before.inFlight);
      subscription.unsubscribe();
      await eventually(async () => (await statsOf(imednet)).aborted > before.aborted);
      expect((await statsOf(imednet)).inFlight).toBe(before.inFlight);
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

async function statsOf(imednet: Imednet): Promise<Stats> {
  return (await firstValueFrom(imednet.client.get<Stats>('/__stats'))).data;
}

async function eventually(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}
