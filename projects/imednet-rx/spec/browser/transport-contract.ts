import { firstValueFrom, type Observable } from 'rxjs';
import { createImednet, type Imednet } from '../../src/client/imednet';
import type { ImednetClientConfig } from '../../src/client/imednet-client-config';
import { RequestAbortedError } from '../../src/errors/client-error';
import { RedirectError } from '../../src/errors/response-contract-error';
import { NetworkError, RequestTimeoutError, ResponseParseError } from '../../src/errors/request-error';
import { RateLimitError, ServerError } from '../../src/errors/status-errors';
import { failureOf } from '../failure-of';

interface Stats {
  readonly requests: number;
  readonly aborted: number;
  readonly inFlight: number;
}

interface KarmaPage {
  readonly __karma__?: { readonly config: { readonly simulatorUrl: string } };
}

/** Address of the simulator on another origin; absent in Node, which lists these specs too when it is given a folder. */
export const simulatorUrl = (globalThis as KarmaPage).__karma__?.config.simulatorUrl ?? '';

/** Whether there is a browser: elsewhere specs of browsers declare nothing. */
export const isBrowser = simulatorUrl !== '';

export const KEYS = { apiKey: 'api-key', securityKey: 'security-key' };
const RECORDS = '/api/v1/edc/studies/DEMO/records';

/**
 * Specs of what the client needs of an axios adapter in a browser, with a simulator on another origin.
 *
 * @param name - of the adapter
 * @param adapter - gives it
 * @param followsRedirects - whether it can't be kept from that
 */
export function describeBrowserTransport(
  name: string,
  adapter: () => ImednetClientConfig['adapter'],
  followsRedirects = false,
): void {
  if (!isBrowser) return;
  describe(`ImednetClient in a browser, through ${name}`, () => {
    let imednet: Imednet;

    beforeEach(() => {
      imednet = createImednet({
        ...KEYS,
        baseUrl: simulatorUrl,
        adapter: adapter(),
        retries: 0,
      });
    });

    afterEach(() => {
      imednet.close();
    });

    const withFault = (fault: string, timeout?: number): Observable<unknown> =>
      imednet.client.get(
        RECORDS,
        {},
        { headers: { 'x-simulator-fault': fault }, ...(timeout === undefined ? {} : { timeout }) },
      );

    for (const [fault, ErrorClass, timeout] of [
      ['429', RateLimitError],
      ['500', ServerError],
      ['html', ServerError],
      ['html200', ResponseParseError],
      ['cut', ResponseParseError],
      ['truncated', NetworkError],
      ['reset', NetworkError],
      ['hang', RequestTimeoutError, 500],
      ['drip', RequestTimeoutError, 500],
    ] as const) {
      it(`never takes the fault "${fault}" for data`, async () => {
        expect(await failureOf(withFault(fault, timeout))).toBeInstanceOf(ErrorClass);
      });
    }

    if (!followsRedirects) {
      it('follows no redirect', async () => {
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

export async function statsOf(imednet: Imednet): Promise<Stats> {
  return (await firstValueFrom(imednet.client.get<Stats>('/__stats'))).data;
}

async function eventually(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}
