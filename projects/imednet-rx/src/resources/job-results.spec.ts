import type { AxiosAdapter, AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import fc from 'fast-check';
import { lastValueFrom, toArray } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { holds, must } from '../../spec/holds';
import { Observed } from '../../spec/observed';
import { createImednet, type Imednet } from '../client/imednet';
import type { ImednetClientConfig } from '../client/imednet-client-config';
import { ConfigurationError } from '../errors/client-error';
import { isImednetError } from '../errors/imednet-error';
import { JobResultsError } from '../errors/job-errors';
import { RedirectError, ResponseContractError } from '../errors/response-contract-error';
import { NotFoundError } from '../errors/status-errors';

const BASE = 'https://api.test';
const JOB = { jobId: 'J', batchId: 'B', state: 'COMPLETED' };
const JOB_URL = `${BASE}/api/v1/edc/studies/DEMO/jobs/B`;

interface Served {
  readonly status?: number;
  readonly text?: string;
}

describe('jobs.results', () => {
  let sent: InternalAxiosRequestConfig[];
  let imednet: Imednet;

  const open = (
    job: unknown,
    { status = 200, text = 'a;b' }: Served = {},
    more: ImednetClientConfig = {},
  ): Imednet => {
    sent = [];
    const adapter: AxiosAdapter = (config) => {
      sent.push(config);
      const isJob =
        config.url === JOB_URL || config.url === `${more.baseUrl ?? ''}${JOB_URL.slice(BASE.length)}`;
      return Promise.resolve<AxiosResponse>({
        ...{ status: isJob ? 200 : status, statusText: '', headers: {}, config, request: undefined },
        data: isJob ? JSON.stringify(job) : text,
      });
    };
    const keys = { apiKey: 'key-canary', securityKey: 'security-canary', baseUrl: BASE, retries: 0 };
    imednet = createImednet({ ...keys, adapter, defaultStudyKey: 'DEMO', ...more });
    return imednet;
  };
  const urlOf = (resultUrl: unknown, more: ImednetClientConfig = {}): Promise<string | undefined> =>
    lastValueFrom(open({ ...JOB, resultUrl }, {}, more).jobs.results('B')).then(() => sent[1]?.url);
  const headersOf = (at: number): string => JSON.stringify(sent[at]?.headers);

  afterEach(() => {
    imednet.close();
  });

  const addresses: readonly (readonly [string, string])[] = [
    [`${BASE}/results/1`, `${BASE}/results/1`],
    ['/results/1', `${BASE}/results/1`],
    ['results', `${BASE}/api/v1/edc/studies/DEMO/jobs/results`],
    ['B/results', `${BASE}/api/v1/edc/studies/DEMO/jobs/B/results`],
    ['//api.test/results', `${BASE}/results`],
    ['/results?token=t%2Fq&part=1&part=2#x', `${BASE}/results?token=t%2Fq&part=1&part=2`],
    ['?format=csv', `${BASE}/api/v1/edc/studies/DEMO/jobs/B?format=csv`],
  ];
  for (const [address, expected] of addresses) {
    it(`reads ${address} with credentials`, async () => {
      expect(await urlOf(address)).toBe(expected);
      expect(headersOf(1)).toContain('key-canary');
    });
  }

  it('stays below a base URL that has a path', async () => {
    const baseUrl = 'https://app.test/imednet';
    for (const address of ['/results/1', '/imednet/results/1', `${baseUrl}/results/1`]) {
      expect(await urlOf(address, { baseUrl })).toBe(`${baseUrl}/results/1`);
    }
  });

  it('emits the job, the text as it is, and what parse returns, once and cold', async () => {
    const source = open({ ...JOB, resultUrl: '/r' }, { text: '{"a":1}' }).jobs.results('B', {
      parse: (text) => text.length,
    });
    expect(sent.length).toBe(0);
    const all = await lastValueFrom(source.pipe(toArray()));
    expect(all).toEqual([{ job: { ...JOB, resultUrl: '/r' } as never, text: '{"a":1}', value: 7 }]);
    expect(sent.length).toBe(2);
    const [raw] = await lastValueFrom(imednet.jobs.results('B').pipe(toArray()));
    expect(raw?.value).toBeUndefined();
  });

  for (const text of ['', 'not JSON', 'null', '<html></html>', '{"metadata":{"status":"BAD_REQUEST"}}']) {
    it(`assumes nothing of the format: ${JSON.stringify(text)}`, async () => {
      expect((await lastValueFrom(open({ ...JOB, resultUrl: '/r' }, { text }).jobs.results('B'))).text).toBe(
        text,
      );
    });
  }

  const foreign = [
    'https://evil.test/r',
    '//evil.test/r',
    '\\\\evil.test/r',
    'http://api.test/r',
    'https://api.test:444/r',
    'ftp://api.test/r',
    'data:,x',
  ];
  for (const address of foreign) {
    it(`rejects ${address}, and names allowedOrigins`, async () => {
      const error = await failureOf(open({ ...JOB, resultUrl: address }).jobs.results('B'));
      expect(error).toBeInstanceOf(ConfigurationError);
      expect((error as Error).message).toContain('`allowedOrigins`');
      expect(sent.length).toBe(1);
    });
  }

  it('reads an allowed origin without credentials', async () => {
    expect(await urlOf('https://files.test/r?sig=1', { allowedOrigins: ['https://files.test'] })).toBe(
      'https://files.test/r?sig=1',
    );
    expect(headersOf(0)).toContain('canary');
    expect(headersOf(1)).not.toContain('canary');
  });

  const unavailable: readonly (readonly [object, string])[] = [
    [JOB, 'no-result-url'],
    ...[null, '', '  ', 5, {}, 'http://', 'https://[x'].map(
      (resultUrl) => [{ ...JOB, resultUrl }, 'no-result-url'] as const,
    ),
    [{ ...JOB, state: 'PROCESSING', resultUrl: '/r' }, 'not-finished'],
    [{ ...JOB, state: '', resultUrl: '/r' }, 'not-finished'],
  ];
  for (const [job, reason] of unavailable) {
    it(`ends as ${reason} for ${JSON.stringify(job)}`, async () => {
      const error = (await failureOf(open(job).jobs.results('B'))) as JobResultsError;
      expect(error).toBeInstanceOf(JobResultsError);
      expect([error.reason, error.batchId]).toEqual([reason as never, 'B']);
      expect(sent.length).toBe(1);
    });
  }

  for (const job of [
    { ...JOB, state: 'FAILED' },
    { ...JOB, state: '', dateFinished: '2026-03-01 12:00:00' },
  ]) {
    it(`reads those of a job that is over as ${JSON.stringify(job.state)}`, async () => {
      const source = open({ ...job, resultUrl: '/r' }).jobs.results('B');
      expect((await lastValueFrom(source)).text).toBe('a;b');
    });
  }

  it('ends with a typed error for another body, a redirect, an error and a parse that throws, and quotes nothing', async () => {
    const withUrl = { ...JOB, resultUrl: '/secret-canary?token=secret-canary' };
    const parse = (): never => {
      throw new Error('Jane Canary');
    };
    const cases: readonly (readonly [unknown, Served, object, unknown])[] = [
      [null, {}, {}, ResponseContractError],
      [withUrl, { status: 302 }, {}, RedirectError],
      [withUrl, { status: 404, text: 'Jane Canary' }, {}, NotFoundError],
      [withUrl, { text: 'Jane Canary' }, { parse }, JobResultsError],
    ];
    for (const [job, served, options, type] of cases) {
      const observed = new Observed();
      const entries: unknown[] = [];
      const log = (...entry: unknown[]): void => void entries.push(entry);
      const more = { tracer: observed.tracer, logger: { isEnabled: () => true, log } };
      const error = await failureOf(open(job, served, more).jobs.results('B', options));
      expect(error).toBeInstanceOf(type as never);
      const all = `${String(error)} ${JSON.stringify(error)} ${JSON.stringify(entries)} ${JSON.stringify(observed.spans.map(({ name, attributes, events }) => ({ name, attributes, events })))}`;
      expect(entries.length).toBeGreaterThan(0);
      expect(all).not.toMatch(/secret-canary|Jane|key-canary/);
    }
  });

  it('sends nothing to an origin that was not allowed, whatever the address', () =>
    holds(
      fc.asyncProperty(
        fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string(), fc.webPath()),
        async (resultUrl) => {
          const end = await lastValueFrom(open({ ...JOB, resultUrl }).jobs.results('B')).catch(
            (error: unknown) => error,
          );
          must(!(end instanceof Error) || isImednetError(end), `${resultUrl} ends in ${String(end)}`);
          must(
            sent.every(({ url }) => new URL(url ?? '').origin === BASE),
            `${resultUrl} leads elsewhere`,
          );
        },
      ),
      300,
    ));
});
