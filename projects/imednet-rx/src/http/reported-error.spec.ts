import fc from 'fast-check';
import type { ApiError } from '../errors/api-error';
import { responseOf } from '../errors/api-error';
import { isImednetError } from '../errors/imednet-error';
import { ResponseContractError } from '../errors/response-contract-error';
import { reportedError } from './reported-error';

const response = { status: 200 };
const target = { method: 'GET', route: '/api/v1/edc/studies/{studyKey}/records' };
const read = (body: unknown): ReturnType<typeof reportedError> =>
  reportedError(body, () => ({ ...target, status: 200, retryAfter: 7, response }));
const inside = (metadata: object, more: object = { data: [] }): object => ({ metadata, ...more });

describe('reportedError', () => {
  const harmless: readonly (readonly [string, unknown])[] = [
    ['the usual envelope', inside({ status: 'OK', error: {} })],
    ['a status of another case', inside({ status: 'ok' })],
    ['SUCCESS', inside({ status: 'Success' })],
    ['a status in digits', inside({ status: '200' })],
    ['a status that is a number', inside({ status: 201 })],
    ['digits and name', inside({ status: '200 OK' })],
    ['a status that is null', inside({ status: null })],
    ['an empty status', inside({ status: '' })],
    ...[
      null,
      '',
      false,
      {},
      [],
      { code: null, description: '' },
      { field: {} },
      { field: { value: null } },
    ].map((error) => [`an error of ${JSON.stringify(error)}`, inside({ status: 'OK', error })] as const),
    ['an empty error beside the metadata', { metadata: {}, error: {}, errors: [], data: [] }],
    ['metadata that is null', { metadata: null, data: [] }],
    ['no metadata', { data: [] }],
    ['an empty object', {}],
    ['a job', { jobId: 'j', batchId: 'b', state: 'created' }],
    ['a job that has failed', { jobId: 'j', batchId: 'b', state: 'FAILED', dateFinished: 'x' }],
    ['a status beside the metadata', { status: 'Open', data: [] }],
    ['a code beside the metadata', { code: 'AE', data: [] }],
    ['a number as code beside the metadata', { code: 5, data: [] }],
    ['a job with a status', { jobId: 'j', batchId: 'b', state: 'FAILED', status: 'FAILED' }],
    ['success that is true', { success: true, metadata: { success: true }, data: [] }],
    ...['', [], false].map(
      (metadata) => [`metadata of ${JSON.stringify(metadata)}`, { metadata, data: [] }] as const,
    ),
    ['a list', [{ error: 'x' }]],
    ...[null, 'error', 5, true, undefined].map((body) => [String(body), body] as const),
  ];
  for (const [story, body] of harmless) {
    it(`takes ${story} for a success`, () => {
      expect(read(body)).toBeUndefined();
    });
  }

  const reported: readonly (readonly [string, object, string, number?])[] = [
    ['an error that is true', inside({ status: 'OK', error: true }), 'ResponseContractError'],
    ['an error that is 0', inside({ error: 0 }), 'ResponseContractError'],
    ['an error that is 500', inside({ error: 500 }), 'ServerError', 500],
    ['an error that is text', inside({ error: 'database is down' }), 'ResponseContractError'],
    ['an error that names a status', inside({ error: 'Not Found' }), 'NotFoundError', 404],
    ['an error with a description', inside({ error: { description: 'x' } }), 'ResponseContractError'],
    ['an error with a field', inside({ error: { field: { attribute: 'x' } } }), 'ResponseContractError'],
    ['an error with a list', inside({ error: { details: [{}] } }), 'ResponseContractError'],
    ['an error of a foreign code', inside({ error: { code: 'E5' } }), 'ResponseContractError'],
    ['code 1000', inside({ status: 'OK', error: { code: '1000' } }), 'BadRequestError', 400],
    ['code 9000', inside({ status: 'OK', error: { code: 9000 } }), 'ServerError', 500],
    ['code 9001', inside({ status: 'OK', error: { code: '9001' } }), 'UnauthorizedError', 401],
    ['an error with a status', inside({ error: { status: 403 } }), 'ForbiddenError', 403],
    ['a list of errors', inside({ error: [{ code: '1000' }, { code: '9000' }] }), 'BadRequestError', 400],
    ['a list of an empty error', inside({ error: [{}] }), 'ResponseContractError'],
    ['a list of null', inside({ errors: [null] }), 'ResponseContractError'],
    ['errors in the metadata', inside({ errors: [{ code: '9001' }] }), 'UnauthorizedError', 401],
    ['an error beside the metadata', { error: { code: '9000' }, data: null }, 'ServerError', 500],
    ['text beside the metadata', { error: 'database is down', data: [] }, 'ResponseContractError'],
    [
      'true beside the metadata',
      { metadata: { status: 'OK' }, error: true, data: [] },
      'ResponseContractError',
    ],
    ['errors beside the metadata', { errors: [{ code: '1000' }] }, 'BadRequestError', 400],
    ['errors that are an object', { errors: { name: ['x'] } }, 'ResponseContractError'],
    ['errors that are text', { errors: 'x', data: [] }, 'ResponseContractError'],
    ['an error in a job', { jobId: 'j', batchId: 'b', state: 'x', error: 'y' }, 'ResponseContractError'],
    ['metadata that are text', inside('error' as never), 'ResponseContractError'],
    ['metadata that name a status', inside('BAD_REQUEST' as never), 'BadRequestError', 400],
    ['metadata that are a number', inside(503 as never), 'ServerError', 503],
    ['metadata that are true', inside(true as never), 'ResponseContractError'],
    ['a list of metadata', inside([{ status: 'NOT_FOUND' }], { data: null }), 'NotFoundError', 404],
    ['a list of metadata with an error', inside([{ error: { code: '1000' } }]), 'BadRequestError', 400],
    ['a list of metadata of success', inside([{ status: 'OK' }]), 'ResponseContractError'],
    ['a status of 500 beside the data', { status: 500, data: [] }, 'ServerError', 500],
    ['a status in digits beside the data', { status: '403', data: null }, 'ForbiddenError', 403],
    ['a named status beside the data', { status: 'BAD_REQUEST', data: [] }, 'BadRequestError', 400],
    ['a status of error beside the data', { status: 'Error', data: [] }, 'ResponseContractError'],
    ['a status of failure beside the data', { status: 'fail', data: null }, 'ResponseContractError'],
    ['a code beside the data', { code: '9000', data: [] }, 'ServerError', 500],
    ['a code in the metadata', inside({ status: 'OK', code: '9001' }), 'UnauthorizedError', 401],
    ['no success', { success: false, data: [] }, 'ResponseContractError'],
    ['no success in the metadata', inside({ status: 'OK', success: false }), 'ResponseContractError'],
    [
      "a framework's error",
      { timestamp: 't', status: 503, error: 'Service is down', path: '/x' },
      'ServerError',
      503,
    ],
    ...(
      [
        ['BAD_REQUEST', 'BadRequestError', 400],
        ['UNAUTHORIZED', 'UnauthorizedError', 401],
        ['forbidden', 'ForbiddenError', 403],
        ['NOT_FOUND', 'NotFoundError', 404],
        ['CONFLICT', 'ConflictError', 409],
        ['UNPROCESSABLE_ENTITY', 'ValidationError', 422],
        ['TOO_MANY_REQUESTS', 'RateLimitError', 429],
        ['INTERNAL_SERVER_ERROR', 'ServerError', 500],
        ['503 SERVICE_UNAVAILABLE', 'ServerError', 503],
        ['404', 'NotFoundError', 404],
        [500, 'ServerError', 500],
        [418, 'ApiError', 418],
        ['ERROR', 'ResponseContractError', undefined],
        ['FAILED', 'ResponseContractError', undefined],
        ['WEIRD', 'ResponseContractError', undefined],
        ['302 FOUND', 'ResponseContractError', undefined],
        [0, 'ResponseContractError', undefined],
        [false, 'ResponseContractError', undefined],
        [{}, 'ResponseContractError', undefined],
        [['OK'], 'ResponseContractError', undefined],
      ] as const
    ).map(
      ([status, name, code]) =>
        [`the status ${JSON.stringify(status)}`, inside({ status, error: {} }), name, code] as const,
    ),
    [
      'a status before a code',
      inside({ status: 'NOT_FOUND', error: { code: '1000' } }),
      'NotFoundError',
      404,
    ],
    [
      'a code beside an unknown status',
      inside({ status: 'ERROR', error: { code: '1000' } }),
      'BadRequestError',
      400,
    ],
  ];
  for (const [story, body, name, status] of reported) {
    it(`takes ${story} for a ${name}`, () => {
      const error = read(body);
      expect(error?.name).toBe(name);
      if (status === undefined) expect(error).toBeInstanceOf(ResponseContractError);
      else {
        const { receivedStatus, retryAfter, ...api } = error as ApiError;
        expect([api.status, receivedStatus, retryAfter]).toEqual([status, 200, 7]);
        expect(responseOf(error)).toBe(response);
      }
      expect(error?.message).toMatch(/^GET \/api\/v1\/edc\/studies\/\{studyKey\}\/records: .*200/);
    });
  }

  it('keeps code, field and description, without the rejected value', () => {
    const field = { attribute: 'subjectKey', value: 'JANE' };
    const error = read(
      inside({ error: { code: '1000', description: 'JANE is unknown', field } }),
    ) as ApiError;
    expect([error.code, error.attribute, error.description]).toEqual([
      '1000',
      'subjectKey',
      '[redacted] is unknown',
    ]);
    expect(error.message).toContain('code 1000, field subjectKey');
  });

  it('inspects metadata under another name', () => {
    expect(reportedError({ meta: { status: 'NOT_FOUND' } }, () => ({ status: 200 }), 'meta')?.name).toBe(
      'NotFoundError',
    );
  });

  it('never reads the data', () => {
    const data = new Proxy([], {
      get: () => fail('The data was read.'),
      ownKeys: () => {
        fail('The data was listed.');
        return [];
      },
    });
    expect(read(inside({ status: 'OK', error: {} }, { data }))).toBeUndefined();
  });

  it('takes an error that is nested deeply for one, without recursion to its end', () => {
    const deep = JSON.parse('{"a":'.repeat(50_000) + '{}' + '}'.repeat(50_000)) as unknown;
    expect(read(inside({ error: deep }))).toBeInstanceOf(ResponseContractError);
    expect(read({ errors: [deep] })).toBeInstanceOf(ResponseContractError);
  });

  it('returns a typed error or none, whatever JSON the members hold', () => {
    const json = fc.jsonValue({ depthSize: 'medium' });
    const member = fc.option(json, { nil: undefined });
    fc.assert(
      fc.property(member, member, member, member, (status, error, outer, errors) => {
        const body = { metadata: { status, error }, error: outer, errors, data: [] };
        const found = read(body);
        expect(found === undefined || isImednetError(found)).toBeTrue();
        const anything = [true, 1, 'x'].includes(error as string) || [true, 1, 'x'].includes(outer as string);
        if (anything) expect(found).toBeDefined();
      }),
    );
  });

  it('quotes nothing of what an error holds', () => {
    const canary = 'JANE-CANARY';
    const where = [
      (value: unknown) => inside({ status: value }),
      (value: unknown) => inside({ error: value }),
      (value: unknown) =>
        inside({ error: { code: value, message: value, field: { attribute: 'x', value } } }),
      (value: unknown) => ({ error: value }),
      (value: unknown) => ({ errors: [value] }),
      (value: unknown) => ({ errors: { [String(value)]: value } }),
    ];
    for (const place of where) {
      const error = read(place(canary));
      expect(isImednetError(error)).toBeTrue();
      expect(`${String(error)}${error?.stack ?? ''}${JSON.stringify(error)}`).not.toMatch(/JANE|CANARY/);
    }
  });
});
