import type { AxiosAdapter } from 'axios';
import { EMPTY, type Observable, take } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { createImednet, type Imednet } from '../client/imednet';
import { BatchesFailedError } from '../errors/batches-failed-error';
import { UnknownOutcomeError } from '../errors/delivery-errors';
import { AsyncPaginator } from '../pagination/async-paginator';
import { JsonListPaginator } from '../pagination/json-list-paginator';
import { Paginator } from '../pagination/paginator';

const PATH = '/api/v1/edc/studies/DEMO/records';
const CANARY = 'JANE-CANARY';

/** What a body reports, and the error that a read ends with. */
const REPORTED: readonly (readonly [object, string])[] = [
  [{ metadata: { status: 'OK', error: true }, data: null }, 'ResponseContractError'],
  [{ metadata: { status: 'WEIRD', error: {} }, data: [] }, 'ResponseContractError'],
  [{ metadata: { status: 'OK', error: 500 }, data: [] }, 'ServerError'],
  [{ metadata: { status: 'NOT_FOUND' }, data: [] }, 'NotFoundError'],
  [{ metadata: { status: 'TOO_MANY_REQUESTS', error: {} }, data: [] }, 'RateLimitError'],
  [{ metadata: { error: { code: '9001', description: CANARY } }, data: [] }, 'UnauthorizedError'],
  [{ error: { code: '9000' }, data: null }, 'ServerError'],
  [{ error: `${CANARY} is down`, data: [] }, 'ResponseContractError'],
  [{ errors: [{ code: '1000', description: CANARY }], data: [] }, 'BadRequestError'],
  [{ error: CANARY, jobId: 'j', batchId: 'b', state: 'COMPLETED' }, 'ResponseContractError'],
];

const READS: Readonly<Record<string, (imednet: Imednet) => Observable<unknown>>> = {
  'records.list': ({ records }) => records.list(),
  'records.list by key': ({ records }) => records.list({ strategy: 'keyset' }),
  'records.pages': ({ records }) => records.pages(),
  'sites.count': ({ sites }) => sites.count(),
  'subjects.get': ({ subjects }) => subjects.get('001'),
  'studies.list': ({ studies }) => studies.list(),
  schema: (imednet) => imednet.schema('DEMO'),
  'records.since': ({ records }) => records.since(null).process(() => EMPTY),
  'jobs.get': ({ jobs }) => jobs.get('b'),
  'client.get': ({ client }) => client.get(PATH),
  'a list of a bare array': ({ client }) => new JsonListPaginator(client, PATH).items(),
  'a list with metadata of another name': ({ client }) =>
    new Paginator(client, PATH, { metadataKey: 'meta' }).items(),
};
const record = { formKey: 'AE', siteName: 'A', data: {} };
const WRITES: Readonly<Record<string, (imednet: Imednet) => Observable<unknown>>> = {
  'records.create': ({ records }) => records.create([record]),
  'records.submit': ({ records }) => records.submit([record], { batchSize: 1 }),
  'client.post': ({ client }) => client.post(PATH, [record]),
};

describe('An error inside a success', () => {
  let sent: number;
  const imednetWith = (body: object, status = 200, retries = 0): Imednet => {
    sent = 0;
    const adapter: AxiosAdapter = (config) => {
      sent++;
      return Promise.resolve({
        ...{ status, statusText: '', headers: {}, data: JSON.stringify(body) },
        config,
      });
    };
    return createImednet({
      ...{ apiKey: 'a', securityKey: 'b', baseUrl: 'https://api.test', defaultStudyKey: 'DEMO' },
      ...{ adapter, retries, backoffFactor: 0 },
    });
  };

  for (const [body, name] of REPORTED) {
    for (const [call, run] of Object.entries(READS)) {
      it(`is a ${name} of ${call}: ${JSON.stringify(body)}`, async () => {
        const error = (await failureOf(run(imednetWith(body)))) as Error;
        expect(error.name).toBe(name);
        expect(`${String(error)}${JSON.stringify(error)}`).not.toContain(CANARY);
      });
    }

    for (const [call, run] of Object.entries(WRITES)) {
      it(`leaves the outcome of ${call} unknown, and nothing is sent again: ${JSON.stringify(body)}`, async () => {
        const error = await failureOf(run(imednetWith(body, 202, 3)));
        const unknown = error instanceof BatchesFailedError ? error.failures.get(0) : error;
        expect(JSON.stringify(error)).not.toContain(CANARY);
        expect(unknown).toBeInstanceOf(UnknownOutcomeError);
        expect(sent).toBe(1);
      });
    }

    it(`ends an AsyncPaginator: ${JSON.stringify(body)}`, async () => {
      const pages = new AsyncPaginator(imednetWith(body).client, PATH)[Symbol.asyncIterator]();
      await expectAsync(pages.next()).toBeRejectedWith(jasmine.objectContaining({ name }));
    });
  }

  it('never makes a watch report rows as removed', async () => {
    const imednet = imednetWith({ error: 'down', data: [] });
    const changes = failureOf(imednet.sites.watch({}, { every: 1000 }).pipe(take(1)));
    expect(((await changes) as Error).name).toBe('ResponseContractError');
  });

  it('is retried as the error that it names, and only then', async () => {
    for (const [body, requests] of [
      [{ metadata: { status: 'SERVICE_UNAVAILABLE' } }, 3],
      [{ metadata: { status: 'NOT_FOUND' } }, 1],
      [{ error: 'down' }, 1],
    ] as const) {
      await failureOf(imednetWith(body, 200, 2).records.list());
      expect(sent).toBe(requests);
    }
  });

  it('is not the failure of a job', async () => {
    const job = {
      jobId: 'j',
      batchId: 'b',
      state: 'FAILED',
      dateCreated: '',
      dateStarted: '',
      dateFinished: '',
    };
    expect(((await failureOf(imednetWith(job).jobs.poll('b'))) as Error).name).toBe('JobFailedError');
  });
});
