import { AxiosHeaders, type AxiosResponse } from 'axios';
import { Observable, of, throwError } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { aRequest } from '../../spec/a-request';
import { ApiError, responseOf } from '../errors/api-error';
import { InvalidArgumentError } from '../errors/client-error';
import { UnknownOutcomeError } from '../errors/delivery-errors';
import { NetworkError, RequestTimeoutError, ResponseParseError } from '../errors/request-error';
import { RedirectError } from '../errors/response-contract-error';
import type { RateLimitError } from '../errors/status-errors';
import { DefaultRetryPolicy } from '../policies/default-retry-policy';
import { surelyNotTaken } from '../policies/surely-not-taken';
import { typeResponse } from './type-response';

const SECRET = 'canary-5f2e';
const request = aRequest({
  url: 'https://api.test/api/v1/edc/studies/JANE/records',
  route: '/api/v1/edc/studies/{studyKey}/records',
  params: { filter: 'subjectKey==JANE' },
  headers: { 'x-api-key': SECRET },
});

const answer = (status: number, data: unknown, headers: Record<string, unknown> = {}): AxiosResponse =>
  ({
    status,
    statusText: '',
    data,
    headers,
    config: { headers: new AxiosHeaders({ 'x-api-key': SECRET }) },
  }) as AxiosResponse;

function settle(source: Observable<AxiosResponse>): {
  readonly values: AxiosResponse[];
  readonly error: unknown;
} {
  const values: AxiosResponse[] = [];
  let error: unknown;
  typeResponse(request, () => source).subscribe({
    next: (value) => values.push(value),
    error: (reason: unknown) => (error = reason),
  });
  return { values, error };
}

const errorOf = (response: AxiosResponse): unknown => {
  const { values, error } = settle(of(response));
  expect(values).toEqual([]);
  return error;
};

describe('typeResponse', () => {
  for (const status of [200, 201, 202, 206, 299]) {
    it(`gives the parsed data of a ${String(status)}`, () => {
      const response = answer(status, '{"data":[1,2]}', { etag: 'x' });
      const { values, error } = settle(of(response));

      expect(error).toBeUndefined();
      expect(values as unknown[]).toEqual([{ ...response, data: { data: [1, 2] }, bodySize: 14 }]);
      expect(response.data).toBe('{"data":[1,2]}');
    });
  }

  it('gives null for a 204', () => {
    expect(settle(of(answer(204, ''))).values.map(({ data }) => data as unknown)).toEqual([null]);
  });

  const unreadable: readonly (readonly [string, unknown])[] = [
    ['cut off', '{"data":[{"subjectKey":"JANE"}'],
    ['empty', ''],
    ['a web page', '<!doctype html><p>JANE</p>'],
    ['no text', { data: [] }],
    ['missing', undefined],
  ];
  for (const [story, data] of unreadable) {
    it(`never takes a body for data that is ${story}`, () => {
      const error = errorOf(answer(200, data));

      expect(error).toBeInstanceOf(ResponseParseError);
      expect(`${String(error)}${JSON.stringify(error)}`).not.toContain('JANE');
    });
  }

  for (const status of [0, 100, 199, 300, 301, 302, 303, 304, 307, 308, 399]) {
    it(`refuses ${String(status)} as a redirect, wherever it leads`, () => {
      const error = errorOf(answer(status, '{"data":[]}', { location: `https://evil.test/${SECRET}` }));

      expect(error).toBeInstanceOf(RedirectError);
      expect(`${String(error)}${JSON.stringify(error)}`).not.toContain(SECRET);
    });
  }

  const statuses: readonly (readonly [number, string])[] = [
    [400, 'BadRequestError'],
    [401, 'UnauthorizedError'],
    [403, 'ForbiddenError'],
    [404, 'NotFoundError'],
    [409, 'ConflictError'],
    [418, 'ApiError'],
    [422, 'ValidationError'],
    [429, 'RateLimitError'],
    [500, 'ServerError'],
    [502, 'ServerError'],
    [503, 'ServerError'],
    [504, 'ServerError'],
  ];
  const bodies: readonly (readonly [string, unknown])[] = [
    [
      'an envelope',
      '{"metadata":{"error":{"code":"1000","description":"JANE","field":{"attribute":"page","value":"JANE"}}}}',
    ],
    ["a gateway's page", '<html>JANE</html>'],
    ['an empty body', ''],
    ['data, which does not make it a success', '{"data":[{"subjectKey":"JANE"}]}'],
    ['no body at all', undefined],
  ];
  for (const [status, name] of statuses) {
    for (const [story, data] of bodies) {
      it(`turns ${String(status)} with ${story} into a ${name} that leaks nothing`, () => {
        const response = answer(status, data);
        const error = errorOf(response) as ApiError;

        expect(error).toBeInstanceOf(ApiError);
        expect(error.name).toBe(name);
        expect(error.method).toBe('GET');
        expect(error.route).toBe(request.route);
        expect(responseOf(error)).toBe(response);
        expect(`${String(error)}${error.stack ?? ''}${JSON.stringify(error)}`).not.toMatch(/JANE|canary/);
      });
    }
  }

  it("keeps the vendor's code and field, and the description without the refused value", () => {
    const error = errorOf(
      answer(
        400,
        '{"metadata":{"error":{"code":"1000","description":"JANE is unknown","field":{"attribute":"subjectKey","value":"JANE"}}}}',
      ),
    ) as ApiError;

    expect([error.code, error.attribute, error.description]).toEqual([
      '1000',
      'subjectKey',
      '[redacted] is unknown',
    ]);
  });

  describe('with an error inside a success', () => {
    const post = aRequest({ ...request, method: 'POST' });
    const failureOfPost = (response: AxiosResponse): unknown => {
      let error: unknown;
      typeResponse(post, () => of(response)).subscribe({ error: (reason: unknown) => (error = reason) });
      return error;
    };
    const inside: readonly (readonly [string, string])[] = [
      ['{"metadata":{"status":"TOO_MANY_REQUESTS"}}', 'RateLimitError'],
      ['{"metadata":{"status":"UNAUTHORIZED"}}', 'UnauthorizedError'],
      ['{"metadata":{"error":{"code":"1000"}}}', 'BadRequestError'],
      ['{"metadata":{"status":"INTERNAL_SERVER_ERROR","error":{}},"data":null}', 'ServerError'],
      ['{"error":"JANE","data":[]}', 'ResponseContractError'],
      ['{"errors":[{}],"batchId":"b"}', 'ResponseContractError'],
    ];
    for (const [body, name] of inside) {
      it(`ends a GET with a ${name} for ${body}`, () => {
        const response = answer(200, body, { 'retry-after': '7' });
        const error = errorOf(response) as ApiError;

        expect(error.name).toBe(name);
        expect(`${String(error)}${JSON.stringify(error)}`).not.toContain('JANE');
        if (error instanceof ApiError) {
          expect([error.receivedStatus, error.retryAfter, responseOf(error)]).toEqual([200, 7000, response]);
        }
      });

      for (const status of [200, 201, 202]) {
        it(`ends a POST of ${String(status)} with an unknown outcome for ${body}`, () => {
          const error = failureOfPost(answer(status, body)) as UnknownOutcomeError;

          expect(error).toBeInstanceOf(UnknownOutcomeError);
          expect((error.cause as Error).name).toBe(name);
          expect(surelyNotTaken(error) || surelyNotTaken(error.cause)).toBeFalse();
          expect(
            new DefaultRetryPolicy().shouldRetry({ attemptNumber: 1, exception: error, method: 'POST' }),
          ).toBeFalse();
          if (error.cause instanceof ApiError) expect(error.status).toBe(status);
        });
      }
    }

    it('leaves the response of a POST that is accepted', () => {
      expect(failureOfPost(answer(202, '{"jobId":"j","batchId":"b","state":"FAILED"}'))).toBeUndefined();
    });
  });

  describe('keeps the type of an error whose details', () => {
    const value = (json: string, more = ''): string =>
      `{"metadata":{"error":{"code":"1000","description":"JANE is bad"${more},"field":{"attribute":"x","value":${json}}}}}`;
    const costly: readonly (readonly [string, string])[] = [
      ['are nested deeply', value(`${'['.repeat(50_000)}"JANE"${']'.repeat(50_000)}`)],
      ['are objects nested deeply', value(`${'{"a":'.repeat(30_000)}"JANE"${'}'.repeat(30_000)}`)],
      ['repeat a letter', value(JSON.stringify(Array(10_000).fill('e')))],
      ['are as long as a record', value(JSON.stringify({ text: 'JANE '.repeat(3_000) }))],
      [
        'are many',
        value(JSON.stringify(Array.from({ length: 20_000 }, (_, index) => `JANE${String(index)}`))),
      ],
      ['are longer than is read', value(`"${'JANE'.repeat(100_000)}"`)],
      ['have a huge name', value(`{"${'JANE'.repeat(20_000)}":"JANE"}`)],
      ['name a prototype', value('{"__proto__":"JANE","constructor":{"prototype":"JANE"},"toJSON":"JANE"}')],
    ];
    for (const [story, body] of costly) {
      for (const [status, name] of [
        [400, 'BadRequestError'],
        [422, 'ValidationError'],
        [500, 'ServerError'],
      ] as const) {
        it(`${story}, in a ${String(status)}`, () => {
          const error = errorOf(answer(status, body)) as ApiError;

          expect(error.name).toBe(name);
          expect(surelyNotTaken(error)).toBe(status < 500);
          expect(
            `${String(error)}${error.stack ?? ''}${JSON.stringify(error)}${error.description ?? ''}`,
          ).not.toContain('JANE');
          expect((error.description ?? '').length).toBeLessThan(1000);
        });
      }

      it(`${story}, inside a success`, () => {
        const error = errorOf(answer(200, body)) as ApiError;

        expect(error.name).toBe('BadRequestError');
        expect(`${String(error)}${JSON.stringify(error)}${error.description ?? ''}`).not.toContain('JANE');
      });
    }
  });

  describe('reads Retry-After', () => {
    const date = 'Thu, 01 Jan 2026 12:00:00 GMT';
    const cases: readonly (readonly [string, Record<string, unknown>, number | undefined])[] = [
      ['in seconds', { 'retry-after': '7' }, 7000],
      ['as 0', { 'retry-after': '0' }, 0],
      ['as a date, counted from Date', { 'retry-after': 'Thu, 01 Jan 2026 12:00:30 GMT', date }, 30_000],
      [
        'as an RFC 850 date, counted from Date',
        { 'retry-after': 'Thursday, 01-Jan-26 12:00:30 GMT', date },
        30_000,
      ],
      ['as an asctime date, counted from Date', { 'retry-after': 'Thu Jan  1 12:00:30 2026', date }, 30_000],
      [
        'as a date that has passed for the server',
        { 'retry-after': 'Thu, 01 Jan 2026 11:00:00 GMT', date },
        0,
      ],
      [
        'as a date, counted from an asctime Date, which is UTC',
        { 'retry-after': 'Thu, 01 Jan 2026 12:00:30 GMT', date: 'Thu Jan  1 12:00:00 2026' },
        30_000,
      ],
      ['as nothing where it is absent', { date }, undefined],
      ['as nothing where it makes no sense', { 'retry-after': 'soon', date }, undefined],
      ['as nothing where it is negative', { 'retry-after': '-5' }, undefined],
      ['as nothing where it is empty', { 'retry-after': '' }, undefined],
    ];
    for (const [story, headers, expected] of cases) {
      it(story, () => {
        expect((errorOf(answer(429, '', headers)) as RateLimitError).retryAfter).toBe(expected);
      });
    }

    it('of a 503 too', () => {
      expect((errorOf(answer(503, '', { 'retry-after': '2' })) as ApiError).retryAfter).toBe(2000);
    });

    it('whatever the case of its name, as header names have none', () => {
      for (const headers of [{ 'Retry-After': '7' }, new AxiosHeaders({ 'Retry-After': '7' })]) {
        expect((errorOf(answer(429, '', headers)) as ApiError).retryAfter).toBe(7000);
      }
    });

    for (const [story, serverDate] of [
      ['there is no Date', undefined],
      ['Date is empty', ''],
      ['Date makes no sense', 'yesterday'],
      ['Date is no HTTP date, though a lenient parser finds a year in it', '5'],
    ] as const) {
      it(`counted from the local clock where ${story}`, () => {
        const scheduler = new TestScheduler(() => undefined);
        // Virtual time begins at 0, which is 1 January 1970.
        scheduler.run(({ flush }) => {
          let retryAfter: number | undefined;
          const headers = {
            'retry-after': 'Thu, 01 Jan 1970 00:00:30 GMT',
            ...(serverDate === undefined ? {} : { date: serverDate }),
          };
          scheduler.schedule(
            () => (retryAfter = (errorOf(answer(429, '', headers)) as ApiError).retryAfter),
            10_000,
          );
          flush();

          expect(retryAfter).toBe(20_000);
        });
      });
    }
  });

  describe('turns what axios rejects with into a NetworkError', () => {
    const axiosLike = Object.assign(new Error(`connect ECONNREFUSED ${SECRET}`), {
      name: 'AxiosError',
      code: 'ECONNREFUSED',
      isAxiosError: true,
      config: { headers: { 'x-api-key': SECRET }, url: request.url, params: request.params },
      request: { _header: SECRET },
      response: answer(500, 'JANE'),
      toJSON: () => ({ config: { headers: { 'x-api-key': SECRET } } }),
    });
    const rejections: readonly (readonly [string, unknown, string | undefined])[] = [
      ['an axios error', axiosLike, 'ECONNREFUSED'],
      ['an error without a code', new TypeError(`fetch failed: ${SECRET}`), undefined],
      ['text', SECRET, undefined],
      ['undefined', undefined, undefined],
      ['a plain object', { code: 'ERR_NETWORK', message: SECRET, config: SECRET }, 'ERR_NETWORK'],
    ];
    for (const [story, rejection, code] of rejections) {
      it(`from ${story}, without its configuration, keys and values`, () => {
        const { error } = settle(throwError(() => rejection));

        expect(error).toBeInstanceOf(NetworkError);

        const { message, stack, cause } = error as NetworkError;

        expect((error as NetworkError).code).toBe(code);
        expect(
          [
            ...[message, stack, JSON.stringify(error), String(cause), JSON.stringify(cause)],
            JSON.stringify(Object.getOwnPropertyDescriptors(error)),
            JSON.stringify(Object.getOwnPropertyDescriptors(cause ?? {})),
          ].join('\n'),
        ).not.toMatch(/canary|JANE/);
      });
    }
  });

  it('keeps an error of this library as it is', () => {
    for (const own of [new RequestTimeoutError(request, 5), new InvalidArgumentError('x')]) {
      expect(settle(throwError(() => own)).error).toBe(own);
    }
  });

  it('passes unsubscription on', () => {
    const torn = jasmine.createSpy('teardown');
    typeResponse(request, () => new Observable(() => torn))
      .subscribe()
      .unsubscribe();

    expect(torn).toHaveBeenCalledTimes(1);
  });
});
