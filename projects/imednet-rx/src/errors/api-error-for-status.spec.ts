import { ApiError, responseOf } from './api-error';
import { apiErrorForStatus } from './api-error-for-status';
import { ImednetError } from './imednet-error';
import {
  AuthenticationError,
  AuthorizationError,
  BadRequestError,
  ConflictError,
  ForbiddenError,
  NotFoundError,
  RateLimitError,
  ServerError,
  UnauthorizedError,
  ValidationError,
} from './status-errors';

const STATUS_CLASSES = [
  ValidationError,
  BadRequestError,
  AuthenticationError,
  UnauthorizedError,
  AuthorizationError,
  ForbiddenError,
  NotFoundError,
  ConflictError,
  RateLimitError,
  ServerError,
] as const;

interface StatusCase {
  readonly status: number;
  readonly name: string;
  /** Every class of the table above that the error is an instance of. */
  readonly classes: readonly (typeof STATUS_CLASSES)[number][];
  /** A word of the advice that a reader needs. */
  readonly advice: RegExp;
}

const CASES: readonly StatusCase[] = [
  { status: 400, name: 'BadRequestError', classes: [ValidationError, BadRequestError], advice: /Correct/ },
  {
    status: 401,
    name: 'UnauthorizedError',
    classes: [AuthenticationError, UnauthorizedError],
    advice: /API key/,
  },
  { status: 403, name: 'ForbiddenError', classes: [AuthorizationError, ForbiddenError], advice: /study key/ },
  { status: 404, name: 'NotFoundError', classes: [NotFoundError], advice: /path/ },
  { status: 409, name: 'ConflictError', classes: [ConflictError], advice: /state/ },
  { status: 422, name: 'ValidationError', classes: [ValidationError], advice: /Correct/ },
  { status: 429, name: 'RateLimitError', classes: [RateLimitError], advice: /retryAfter/ },
  { status: 500, name: 'ServerError', classes: [ServerError], advice: /try again later/ },
  { status: 501, name: 'ServerError', classes: [ServerError], advice: /try again later/ },
  { status: 502, name: 'ServerError', classes: [ServerError], advice: /try again later/ },
  { status: 503, name: 'ServerError', classes: [ServerError], advice: /try again later/ },
  { status: 504, name: 'ServerError', classes: [ServerError], advice: /try again later/ },
  { status: 599, name: 'ServerError', classes: [ServerError], advice: /try again later/ },
  { status: 402, name: 'ApiError', classes: [], advice: /Check/ },
  { status: 408, name: 'ApiError', classes: [], advice: /Check/ },
  { status: 418, name: 'ApiError', classes: [], advice: /Check/ },
  { status: 499, name: 'ApiError', classes: [], advice: /Check/ },
];

describe('apiErrorForStatus', () => {
  for (const { status, name, classes, advice } of CASES) {
    describe(`for ${String(status)}`, () => {
      const error = apiErrorForStatus({ status });

      it(`makes a ${name}, an instance of exactly its own hierarchy`, () => {
        expect(error.name).toBe(name);
        expect(error instanceof Error).toBeTrue();
        expect(error instanceof ImednetError).toBeTrue();
        expect(error instanceof ApiError).toBeTrue();
        expect(STATUS_CLASSES.filter((candidate) => error instanceof candidate)).toEqual([...classes]);
      });

      it('keeps the status and tells in the message what to do', () => {
        expect(error.status).toBe(status);
        expect(error.message).toContain(String(status));
        expect(error.message).toMatch(advice);
        expect(String(error)).toBe(`${name}: ${error.message}`);
      });
    });
  }
});

describe('ApiError', () => {
  const target = { method: 'GET', route: '/api/v1/edc/studies/{studyKey}/records' };

  it('names method, route, vendor code and field in its message', () => {
    const error = apiErrorForStatus({ ...target, status: 400, code: '1000', attribute: 'page' });

    expect(error.message).toMatch(
      /^GET \/api\/v1\/edc\/studies\/\{studyKey\}\/records: the server answered 400 \(code 1000, field page\)\. /,
    );
  });

  const messages: readonly (readonly [string, Partial<ConstructorParameters<typeof ApiError>[0]>, string])[] =
    [
      ['neither target nor vendor facts', {}, 'the server answered 418. '],
      ['a method without a route', { method: 'GET' }, 'the server answered 418. '],
      ['a route without a method', { route: '/x' }, 'the server answered 418. '],
      ['a code alone', { code: '9000' }, 'the server answered 418 (code 9000). '],
      ['a field alone', { attribute: 'size' }, 'the server answered 418 (field size). '],
    ];
  for (const [story, facts, start] of messages) {
    it(`has a whole sentence for ${story}`, () => {
      const { message } = new ApiError({ status: 418, ...facts });

      expect(message.startsWith(start)).withContext(message).toBeTrue();
      expect(message).not.toContain('undefined');
    });
  }

  it('has no property for a fact that was not given', () => {
    const error = new ApiError({
      status: 404,
      code: undefined,
      attribute: undefined,
      retryAfter: undefined,
      description: undefined,
    });

    expect(Object.keys(error)).toEqual(['status']);
    expect('retryAfter' in error).toBeFalse();
    expect(error.description).toBeUndefined();
  });

  it('keeps a Retry-After of 0, which is a fact and not its absence', () => {
    expect(new RateLimitError({ status: 429, retryAfter: 0 }).retryAfter).toBe(0);
  });

  it('writes its facts, and nothing else, as JSON', () => {
    const error = apiErrorForStatus({
      ...target,
      status: 429,
      code: '9000',
      attribute: 'page',
      retryAfter: 2000,
      description: 'for the eyes of the caller',
      response: { data: 'body' },
    });

    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: 'RateLimitError',
      message: error.message,
      status: 429,
      code: '9000',
      attribute: 'page',
      method: 'GET',
      route: '/api/v1/edc/studies/{studyKey}/records',
      retryAfter: 2000,
    });
  });
});

describe('responseOf', () => {
  it('gives the very response behind an ApiError and its subclasses', () => {
    const response = { status: 503 };

    expect(responseOf(new ApiError({ status: 418, response }))).toBe(response);
    expect(responseOf(apiErrorForStatus({ status: 503, response }))).toBe(response);
  });

  const others: readonly (readonly [string, unknown])[] = [
    ['an ApiError that was made without one', new ApiError({ status: 503 })],
    ['a foreign error', new Error('x')],
    ['an object that only looks like an ApiError', { status: 503, response: {} }],
    ['undefined', undefined],
    ['null', null],
    ['a string', 'boom'],
  ];
  for (const [story, value] of others) {
    it(`gives undefined for ${story}`, () => {
      expect(responseOf(value)).toBeUndefined();
    });
  }
});
