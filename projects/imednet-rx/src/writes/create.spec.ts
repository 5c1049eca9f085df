import type { AxiosAdapter } from 'axios';
import { FakeImednet, fakeImednetAdapter } from 'imednet-rx/testing';
import { lastValueFrom, retry } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { createImednet, type Imednet } from '../client/imednet';
import { ConfigurationError, InvalidArgumentError } from '../errors/client-error';
import { ResendRefusedError, UnknownOutcomeError } from '../errors/delivery-errors';
import { InvalidRecordsError } from '../errors/invalid-records-error';
import type { RequestInterceptor } from '../http/request-handler';
import { BadRequestError } from '../errors/status-errors';
import type { NewRecord } from './new-record';

const item: NewRecord = { formKey: 'AE', subjectKey: '001-0001', data: { aeterm: 'Cough' } };

describe('records.create', () => {
  let fake: FakeImednet;
  let imednet: Imednet;
  let sent: { readonly url: string; readonly body: string; readonly headers: Record<string, unknown> }[];
  /** What the server answers instead, behind the effect. */
  let instead: { readonly status: number; readonly data: string } | undefined;

  const adapter: AxiosAdapter = async (config) => {
    sent.push({ url: String(config.url), body: String(config.data), headers: config.headers.toJSON() });
    return { ...(await fakeImednetAdapter(fake)(config)), ...instead };
  };

  beforeEach(() => {
    fake = new FakeImednet({ subjects: 4 });
    sent = [];
    instead = undefined;
    imednet = createImednet({
      ...{ apiKey: 'a', securityKey: 'b', baseUrl: 'https://edc.test', adapter, defaultStudyKey: 'DEMO' },
      ...{ retries: 3, backoffFactor: 0, retryPolicy: { shouldRetry: () => true, delay: () => 0 } },
    });
  });

  afterEach(() => {
    imednet.close();
  });

  it('posts the records, and tells of the job', async () => {
    const job = await lastValueFrom(imednet.records.create([item], { emailNotify: 'me@example.org' }));
    expect(job.batchId).toMatch(/./);
    expect(sent.map(({ url }) => url)).toEqual(['https://edc.test/api/v1/edc/studies/DEMO/records']);
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual([item]);
    expect(sent[0]?.headers['x-email-notify']).toBe('me@example.org');
  });

  it('sends no header that nobody asked for', async () => {
    await lastValueFrom(imednet.records.create([item]));
    expect(Object.keys(sent[0]?.headers ?? {})).not.toContain('x-email-notify');
  });

  it('sends nothing before it is subscribed, and nothing when it is subscribed again', async () => {
    const created$ = imednet.records.create([item]);
    expect(sent.length).toBe(0);
    await lastValueFrom(created$);
    expect(await failureOf(created$)).toBeInstanceOf(ResendRefusedError);
    expect(fake.posts).toBe(1);
  });

  const unknown: readonly (readonly [string, { status: number; data: string }])[] = [
    ['a 500', { status: 500, data: '{}' }],
    ['a 502 of a gateway', { status: 502, data: '<html>' }],
    ['a 503', { status: 503, data: '{}' }],
    ['a 504', { status: 504, data: '' }],
    ['a 408', { status: 408, data: '' }],
    ['a redirect', { status: 303, data: '' }],
    ['a body that is cut off', { status: 202, data: '{"jobId":"1","bat' }],
    ['a page of a gateway', { status: 200, data: '<html>' }],
    ['no body', { status: 204, data: '' }],
    ['a job without a batch', { status: 202, data: '{"jobId":"1"}' }],
    ['a batch that is no key', { status: 202, data: '{"batchId":"../x"}' }],
    ['null', { status: 202, data: 'null' }],
  ];
  for (const [story, answer] of unknown) {
    it(`says that the outcome is unknown after ${story}, and sends once whatever the policy says`, async () => {
      instead = answer;
      const created$ = imednet.records.create([item]);
      const error = await failureOf(created$);
      expect(error).toBeInstanceOf(UnknownOutcomeError);
      expect((error as Error).message).toContain('Do not send it again');
      expect(await failureOf(created$)).toBeInstanceOf(ResendRefusedError);
      expect(fake.posts).toBe(1);
    });
  }

  for (const [status, name] of [
    [400, 'BadRequestError'],
    [401, 'UnauthorizedError'],
    [403, 'ForbiddenError'],
    [404, 'NotFoundError'],
    [409, 'ConflictError'],
    [413, 'ApiError'],
    [422, 'ValidationError'],
    [429, 'RateLimitError'],
  ] as const) {
    it(`tells of the refusal by ${status}`, async () => {
      instead = { status, data: '{}' };
      expect(((await failureOf(imednet.records.create([item]))) as Error).name).toBe(name);
    });
  }

  it('is known as a write by interceptors that copy requests in their own way', async () => {
    instead = { status: 503, data: '{}' };
    const copying: RequestInterceptor = ({ once: _, ...rest }, next) => next(rest).pipe(retry(2));
    const { baseUrl } = imednet.client;
    for (const interceptors of [{ perCall: [copying] }, { perAttempt: [copying] }]) {
      fake = new FakeImednet({ subjects: 4 });
      const copies = createImednet({ ...{ apiKey: 'a', securityKey: 'b', baseUrl }, adapter, interceptors });
      const error = await failureOf(copies.records.create([item], { studyKey: 'DEMO' }));
      expect(error).toBeInstanceOf(UnknownOutcomeError);
      expect(fake.posts).toBe(1);
      copies.close();
    }
  });

  it('is sent again by subscribing once more when the server refused it', async () => {
    instead = { status: 400, data: '{}' };
    imednet.client.retryPolicy = { shouldRetry: () => false };
    const created$ = imednet.records.create([item]);
    expect(await failureOf(created$)).toBeInstanceOf(BadRequestError);
    instead = undefined;
    expect((await lastValueFrom(created$)).state).toBe('CREATED');
  });

  const dropped = { toJSON: (): unknown => undefined };
  const throwing = Object.defineProperty({}, 'a', {
    enumerable: true,
    get: () => {
      throw new Error('JANE-CANARY');
    },
  });
  const refused: readonly (readonly [string, unknown, object, new (...args: never[]) => unknown])[] = [
    ['no records', [], {}, InvalidArgumentError],
    ['records that are no list', item, {}, InvalidArgumentError],
    ['a record with a property that throws', [throwing], {}, InvalidArgumentError],
    ['answers with a property that throws', [{ ...item, data: throwing }], {}, InvalidArgumentError],
    ['an answer that `toJSON` drops', [{ ...item, data: { a: dropped } }], {}, InvalidRecordsError],
    ['an answer that may have been rounded', [{ ...item, data: { a: 2 ** 53 } }], {}, InvalidRecordsError],
    ['a record without a form', [{ ...item, formKey: undefined }], {}, InvalidRecordsError],
    ['two addresses', [item], { emailNotify: 'a@x.org, b@x.org' }, InvalidArgumentError],
    ['an address with a line break', [item], { emailNotify: 'a@x.org\r\nx: y' }, InvalidArgumentError],
    ['a study key that leads elsewhere', [item], { studyKey: '../X' }, InvalidArgumentError],
    [
      'what the schema does not like',
      [item],
      { schema: { checkRecords: () => [{ index: 0, field: 'data.aeterm', rule: 'choice' }] } },
      InvalidRecordsError,
    ],
  ];
  for (const [story, items, options, ErrorClass] of refused) {
    it(`refuses ${story}, and sends nothing`, async () => {
      expect(await failureOf(imednet.records.create(items as NewRecord[], options))).toBeInstanceOf(
        ErrorClass,
      );
      expect(sent).toEqual([]);
    });
  }

  it('names index, field and rule, and no value', async () => {
    const items = [
      item,
      { formKey: 'AE', subjectKey: 'Jane\n', data: { 'Jane Doe': undefined, aeterm: 1n } },
    ];
    const error = (await failureOf(imednet.records.create(items))) as InvalidRecordsError;
    expect(error.problems).toEqual([
      { index: 1, field: 'subjectKey', rule: 'text' },
      { index: 1, field: '(other)', rule: 'no-value' },
      { index: 1, field: 'data.aeterm', rule: 'json' },
    ]);
    expect(error.message).toContain('item 1, subjectKey: text');
    expect(error.message + JSON.stringify(error)).not.toContain('Jane');
  });

  it('takes the schema of a study', async () => {
    const schema = await lastValueFrom(imednet.schema());
    sent = [];
    const wrong = { ...item, data: { nothing: 1 } };
    const error = (await failureOf(imednet.records.create([item, wrong], { schema }))) as InvalidRecordsError;
    expect(error.problems).toEqual([{ index: 1, field: 'data.nothing', rule: 'unknown-variable' }]);
    expect(sent).toEqual([]);
    await lastValueFrom(imednet.records.create([item], { schema }));
    expect(fake.posts).toBe(1);
  });

  it('shows nothing of what a foreign check calls a rule', async () => {
    const schema = {
      checkRecords: () => [{ index: 0, field: 'data.Jane Doe', rule: 'Jane Doe is no choice' }],
    };
    const error = (await failureOf(imednet.records.create([item], { schema }))) as InvalidRecordsError;
    expect(error.message + JSON.stringify(error)).not.toContain('Jane');
  });

  it('needs a study', async () => {
    imednet.context.clearDefaultStudyKey();
    expect(await failureOf(imednet.records.create([item]))).toBeInstanceOf(ConfigurationError);
  });
});
