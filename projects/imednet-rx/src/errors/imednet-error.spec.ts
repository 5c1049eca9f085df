import { ApiError } from './api-error';
import { AuthStrategyError } from './auth-strategy-error';
import {
  ClientClosedError,
  ClientError,
  ConfigurationError,
  InvalidArgumentError,
  RequestAbortedError,
} from './client-error';
import { ImednetError, isImednetError } from './imednet-error';
import { ItemValidationError } from './item-validation-error';
import { PaginationDriftError } from './pagination-drift-error';
import { NetworkError, RequestError, RequestTimeoutError, ResponseParseError } from './request-error';
import {
  KeysetUnsupportedError,
  PaginationError,
  RedirectError,
  ResponseContractError,
} from './response-contract-error';
import { JobOutcomeUnknownError, JobResultsError } from './job-errors';
import { ResponseTooLargeError } from './response-too-large-error';

const target = { method: 'GET', route: '/api/v1/edc/studies' };

interface ErrorCase {
  readonly error: ImednetError;
  readonly name: string;
  readonly parents: readonly (abstract new (...args: never[]) => unknown)[];
  readonly advice: RegExp;
}

const CASES: readonly ErrorCase[] = [
  { error: new ClientError('Do it otherwise.'), name: 'ClientError', parents: [], advice: /otherwise/ },
  {
    error: new ConfigurationError('Set baseUrl.'),
    name: 'ConfigurationError',
    parents: [ClientError],
    advice: /Set/,
  },
  {
    error: new InvalidArgumentError('Pass a number.'),
    name: 'InvalidArgumentError',
    parents: [ClientError],
    advice: /Pass/,
  },
  {
    error: new ResponseContractError('Report it.'),
    name: 'ResponseContractError',
    parents: [],
    advice: /Report/,
  },
  {
    error: new ResponseTooLargeError(target, 1_000),
    name: 'ResponseTooLargeError',
    parents: [ResponseContractError],
    advice: /`pageSize`.*`maxResponseBytes`/,
  },
  {
    error: new PaginationError('Report it.'),
    name: 'PaginationError',
    parents: [ResponseContractError],
    advice: /Report/,
  },
  {
    error: new KeysetUnsupportedError('recordId'),
    name: 'KeysetUnsupportedError',
    parents: [PaginationError, ResponseContractError],
    advice: /recordId/,
  },
  {
    error: new ItemValidationError('records', 0, []),
    name: 'ItemValidationError',
    parents: [ResponseContractError],
    advice: /report to the vendor/,
  },
  {
    error: new JobResultsError('B1', 'not-finished'),
    name: 'JobResultsError',
    parents: [],
    advice: /Poll it/,
  },
  {
    error: new JobOutcomeUnknownError('B1'),
    name: 'JobOutcomeUnknownError',
    parents: [],
    advice: /records.reconcile/,
  },
  {
    error: new ClientClosedError(),
    name: 'ClientClosedError',
    parents: [ClientError],
    advice: /Create a new client/,
  },
  {
    error: new RequestAbortedError(),
    name: 'RequestAbortedError',
    parents: [ClientError],
    advice: /signal/,
  },
  {
    error: new RedirectError(target),
    name: 'RedirectError',
    parents: [ResponseContractError],
    advice: /`baseUrl`/,
  },
  {
    error: new AuthStrategyError(new Error('x')),
    name: 'AuthStrategyError',
    parents: [ClientError],
    advice: /inside the strategy/,
  },
  {
    error: new RequestError(target, 'it went wrong'),
    name: 'RequestError',
    parents: [],
    advice: /^GET \/api\/v1\/edc\/studies: /,
  },
  {
    error: new NetworkError(target),
    name: 'NetworkError',
    parents: [RequestError],
    advice: /check the network/,
  },
  {
    error: new RequestTimeoutError(target, 30_000),
    name: 'RequestTimeoutError',
    parents: [RequestError],
    advice: /30000 ms; raise `timeout`/,
  },
  {
    error: new ResponseParseError(target, 200),
    name: 'ResponseParseError',
    parents: [RequestError],
    advice: /not complete JSON/,
  },
];

describe('The error hierarchy', () => {
  for (const { error, name, parents, advice } of CASES) {
    it(`has ${name}, which says what to do`, () => {
      expect(error.name).toBe(name);
      expect(error instanceof ImednetError).toBeTrue();
      expect(error instanceof Error).toBeTrue();
      for (const parent of parents) expect(error instanceof parent).toBeTrue();
      expect(error.message).toMatch(advice);
      expect(String(error)).toBe(`${name}: ${error.message}`);
      expect(error.stack).toContain(name);
    });

    it(`writes ${name} as JSON with name and message`, () => {
      expect(JSON.parse(JSON.stringify(error))).toEqual(
        jasmine.objectContaining({ name, message: error.message }),
      );
    });
  }

  it('keeps failures of the request, of the client and of the server apart', () => {
    expect(new NetworkError(target) instanceof ClientError).toBeFalse();
    expect(new NetworkError(target) instanceof ApiError).toBeFalse();
    expect(new ClientClosedError() instanceof RequestError).toBeFalse();
    expect(new ApiError({ status: 500 }) instanceof RequestError).toBeFalse();
    expect(new ResponseContractError('x') instanceof ClientError).toBeFalse();
    expect(new ResponseContractError('x') instanceof ApiError).toBeFalse();
    expect(new ResponseContractError('x') instanceof RequestError).toBeFalse();
  });

  it('keeps drift of a list with the client, which can choose another strategy', () => {
    const drift = { page: 1, totalBefore: 1, totalAfter: 2, repeated: 0, mayMiss: true };

    expect(new PaginationDriftError(drift) instanceof ClientError).toBeTrue();
    expect(new PaginationDriftError(drift) instanceof ResponseContractError).toBeFalse();
  });

  it('gives a RequestError the code of its cause, in message and property', () => {
    const error = new NetworkError(target, Object.assign(new Error('x'), { code: 'ECONNRESET' }));

    expect(error.code).toBe('ECONNRESET');
    expect(error.message).toContain('(ECONNRESET)');
    expect((error.cause as { code?: unknown }).code).toBe('ECONNRESET');
  });

  it('has neither code nor cause when there is none', () => {
    const error = new NetworkError(target);

    expect('code' in error).toBeFalse();
    expect('cause' in error).toBeFalse();
    expect(Object.keys(error)).toEqual(['method', 'route']);
  });

  it('takes method and route from a whole request, and nothing else of it', () => {
    const request = {
      ...target,
      url: 'https://api.test/JANE',
      headers: { 'x-api-key': 'SECRET' },
      params: {},
    };

    expect(Object.keys(new NetworkError(request))).toEqual(['method', 'route']);
    expect(Object.keys(new RedirectError(request))).toEqual(['method', 'route']);
    expect(Object.keys(new RequestTimeoutError(request, 5))).toEqual(['method', 'route', 'timeout']);
    expect(Object.keys(new ResponseParseError(request, 200))).toEqual(['method', 'route', 'status']);
  });
});

describe('isImednetError', () => {
  for (const { error, name } of CASES) {
    it(`knows ${name}`, () => {
      expect(isImednetError(error)).toBeTrue();
    });
  }

  it('knows an error of another copy of the package, whose classes differ', () => {
    const foreign = Object.assign(new Error('x'), { [Symbol.for('imednet-rx.error')]: true });

    expect(foreign instanceof ImednetError).toBeFalse();
    expect(isImednetError(foreign)).toBeTrue();
    expect(isImednetError({ [Symbol.for('imednet-rx.error')]: true })).toBeTrue();
  });

  const foreignValues: readonly (readonly [string, unknown])[] = [
    ['an Error', new Error('x')],
    ['an object of the same name', { name: 'ApiError', message: 'x', status: 500 }],
    ['an object with an unregistered symbol', { [Symbol('imednet-rx.error')]: true }],
    ['an object with the brand as text', { 'imednet-rx.error': true }],
    ['an object without prototype', Object.create(null) as unknown],
    ['undefined', undefined],
    ['null', null],
    ['a string', 'imednet-rx.error'],
    ['a number', 500],
    ['a symbol', Symbol.for('imednet-rx.error')],
    ['a function', (): void => undefined],
  ];
  for (const [story, value] of foreignValues) {
    it(`refuses ${story}`, () => {
      expect(isImednetError(value)).toBeFalse();
    });
  }
});
