import { apiErrorForStatus } from '../errors/api-error-for-status';
import { ClientClosedError, ConfigurationError, RequestAbortedError } from '../errors/client-error';
import { ItemValidationError } from '../errors/item-validation-error';
import { NetworkError, RequestTimeoutError, ResponseParseError } from '../errors/request-error';
import {
  KeysetUnsupportedError,
  PaginationError,
  RedirectError,
  ResponseContractError,
} from '../errors/response-contract-error';
import { ResponseTooLargeError } from '../errors/response-too-large-error';
import { DefaultRetryPolicy } from './default-retry-policy';

const target = { method: 'GET', route: '/api/v1/edc/studies' };
const status = (code: number): unknown => apiErrorForStatus({ status: code });

/** When an error is worth a second attempt. */
type Retried = 'always' | 'when idempotent' | 'never';

const EXCEPTIONS: readonly (readonly [string, unknown, Retried])[] = [
  ['429', status(429), 'always'],
  ['500', status(500), 'when idempotent'],
  ['502', status(502), 'when idempotent'],
  ['503', status(503), 'when idempotent'],
  ['504', status(504), 'when idempotent'],
  ['a network failure', new NetworkError(target), 'when idempotent'],
  ['a timeout', new RequestTimeoutError(target, 10), 'when idempotent'],
  ['an unreadable answer', new ResponseParseError(target, 200), 'when idempotent'],
  ['400', status(400), 'never'],
  ['401', status(401), 'never'],
  ['403', status(403), 'never'],
  ['404', status(404), 'never'],
  ['408', status(408), 'never'],
  ['409', status(409), 'never'],
  ['418', status(418), 'never'],
  ['422', status(422), 'never'],
  ['a redirect', new RedirectError(target), 'never'],
  ['a response that is too large', new ResponseTooLargeError(target, 1_000), 'never'],
  ['a closed client', new ClientClosedError(), 'never'],
  ['an aborted call', new RequestAbortedError(), 'never'],
  ['a wrong setting', new ConfigurationError('x'), 'never'],
  ['a broken contract', new ResponseContractError('x'), 'never'],
  ['an unsafe page', new PaginationError('x'), 'never'],
  ['an order that is not honoured', new KeysetUnsupportedError('recordId'), 'never'],
  ['an invalid item', new ItemValidationError('records', 0, []), 'never'],
  ['a foreign error', new Error('ECONNRESET'), 'never'],
  ['an object that looks like a 503', { status: 503, name: 'ServerError' }, 'never'],
  ['undefined', undefined, 'never'],
];

const METHODS: readonly (readonly [string | undefined, boolean])[] = [
  ['GET', true],
  ['get', true],
  ['Head', true],
  ['OPTIONS', true],
  ['TRACE', true],
  ['PUT', true],
  ['DELETE', true],
  ['delete', true],
  ['POST', false],
  ['post', false],
  ['PATCH', false],
  ['CONNECT', false],
  ['', false],
  ['PROPFIND', false],
  [undefined, false],
];

describe('DefaultRetryPolicy', () => {
  for (const [story, exception, retried] of EXCEPTIONS) {
    for (const [method, idempotent] of METHODS) {
      const expected = retried === 'always' || (retried === 'when idempotent' && idempotent);
      const name = method === undefined ? 'an unknown method' : `method "${method}"`;
      it(`${expected ? 'repeats' : 'does not repeat'} ${name} after ${story}`, () => {
        const state = { attemptNumber: 1, exception, ...(method === undefined ? {} : { method }) };

        expect(new DefaultRetryPolicy().shouldRetry(state)).toBe(expected);
      });
    }
  }

  it('leaves the number of attempts to the client', () => {
    const state = { attemptNumber: 1000, exception: status(503), method: 'GET' };

    expect(new DefaultRetryPolicy().shouldRetry(state)).toBeTrue();
  });

  it('leaves the delay to Retry-After and the backoff', () => {
    expect('delay' in new DefaultRetryPolicy()).toBeFalse();
  });
});
