import { apiErrorForStatus } from '../errors/api-error-for-status';
import { CircuitOpenError } from '../errors/circuit-open-error';
import { ClientClosedError } from '../errors/client-error';
import { NetworkError, RequestTimeoutError, ResponseParseError } from '../errors/request-error';
import { RedirectError, ResponseContractError } from '../errors/response-contract-error';
import { ResponseTooLargeError } from '../errors/response-too-large-error';
import { surelyNotTaken } from './surely-not-taken';

const target = { method: 'POST', route: '/x' };
const network = (code?: string): NetworkError => new NetworkError(target, code === undefined ? {} : { code });
const status = (code: number): Error => apiErrorForStatus({ status: code });

describe('surelyNotTaken', () => {
  const cases: readonly (readonly [story: string, error: unknown, expected: boolean])[] = [
    ...[400, 401, 403, 404, 409, 413, 422, 429].map((code) => [`a ${code}`, status(code), true] as const),
    ...[408, 499, 500, 501, 502, 503, 504, 599].map((code) => [`a ${code}`, status(code), false] as const),
    ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].map((code) => [code, network(code), true] as const),
    ...[
      'ECONNRESET',
      'ETIMEDOUT',
      'EPIPE',
      'EHOSTUNREACH',
      'ERR_BAD_RESPONSE',
      'ERR_CANCELED',
      'ERR_NETWORK',
    ].map((code) => [code, network(code), false] as const),
    ['a failure that a browser does not explain', network(), false],
    ['a timeout', new RequestTimeoutError(target, 1), false],
    ['an unreadable answer', new ResponseParseError(target, 202), false],
    ['a 400 inside a success', apiErrorForStatus({ status: 400, receivedStatus: 200 }), false],
    ['a 429 inside a success', apiErrorForStatus({ status: 429, receivedStatus: 202 }), false],
    ['a broken contract', new ResponseContractError('x'), false],
    ['a redirect, which may follow the work', new RedirectError(target), false],
    ['a response that is too large', new ResponseTooLargeError(target, 1_000), false],
    // Whether these come before or behind the sending, they do not tell.
    ['an open circuit', new CircuitOpenError(target, 'x', 1), false],
    ['a closed client', new ClientClosedError(), false],
    ['anything else', { code: 'ECONNREFUSED' }, false],
    ['nothing', undefined, false],
  ];
  for (const [story, error, expected] of cases) {
    it(`is ${expected} for ${story}`, () => {
      expect(surelyNotTaken(error)).toBe(expected);
    });
  }
});
