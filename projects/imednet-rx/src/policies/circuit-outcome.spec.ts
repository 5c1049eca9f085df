import { apiErrorForStatus } from '../errors/api-error-for-status';
import { CircuitOpenError } from '../errors/circuit-open-error';
import { ClientClosedError, InvalidArgumentError, RequestAbortedError } from '../errors/client-error';
import { UnknownOutcomeError } from '../errors/delivery-errors';
import { NetworkError, RequestTimeoutError, ResponseParseError } from '../errors/request-error';
import { ResponseContractError } from '../errors/response-contract-error';
import { circuitOutcome } from './circuit-outcome';

const target = { method: 'GET', route: '/api/v1/edc/studies' };

describe('circuitOutcome', () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ['a broken connection', new NetworkError(target), 'failure'],
    ['a timeout', new RequestTimeoutError(target, 1), 'failure'],
    ['an unreadable answer', new ResponseParseError(target, 200), 'failure'],
    ...[500, 501, 502, 503, 504].map(
      (status) => [String(status), apiErrorForStatus({ status }), 'failure'] as const,
    ),
    ...[400, 401, 403, 404, 409, 418, 422, 429].map(
      (status) => [String(status), apiErrorForStatus({ status }), 'success'] as const,
    ),
    ['an open circuit', new CircuitOpenError(target, 'api.test', 1), 'ignored'],
    ['a refused argument', new InvalidArgumentError('x'), 'ignored'],
    [
      'a write whose success reports a 500',
      new UnknownOutcomeError(target, apiErrorForStatus({ status: 500, receivedStatus: 200 })),
      'failure',
    ],
    [
      'a write whose success reports a 404',
      new UnknownOutcomeError(target, apiErrorForStatus({ status: 404, receivedStatus: 200 })),
      'success',
    ],
    ['a write of which nothing is known', new UnknownOutcomeError(target), 'ignored'],
    ['a broken contract', new ResponseContractError('x'), 'ignored'],
    ['an abort', new RequestAbortedError(), 'ignored'],
    ['closing', new ClientClosedError(), 'ignored'],
    ['an error of somebody else', new TypeError('x'), 'ignored'],
    ['nothing', undefined, 'ignored'],
  ];
  for (const [story, error, outcome] of cases) {
    it(`takes ${story} for ${outcome}`, () => {
      expect(circuitOutcome(error)).toBe(outcome as ReturnType<typeof circuitOutcome>);
    });
  }
});
