import { throwError } from 'rxjs';
import type { ImednetClientConfig } from '../../../src/client/imednet-client-config';
import { ServerError } from '../../../src/errors/status-errors';
import type { RequestInterceptor } from '../../../src/http/request-handler';
import type { RetryPolicy } from '../../../src/policies/retry-policy';
import { type Call, RECORDS } from './call';
import { canary } from './canary';
import { OwnError } from './own-error';
import { REQUEST } from './request-calls';
import type { StudyFault } from './study-faults';

const filter = `subjectKey!=${canary('filter')}`;
const POSTED = [{ data: { aeterm: canary('posted') } }];
/** So that what never answers is given up soon; again, where a busy machine is late with an answer. */
const hurry = (fault: StudyFault, retries: number): ImednetClientConfig =>
  fault === 'hang' ? { timeout: 100, retries } : {};

/** The error that each fault ends in, where it is not retried. */
const ERRORS: readonly (readonly [StudyFault, error: string])[] = [
  ['400', 'BadRequestError'],
  ['401', 'UnauthorizedError'],
  ['429', 'RateLimitError'],
  ['500', 'ServerError'],
  ['503', 'ServerError'],
  ['reset', 'NetworkError'],
  ['hang', 'RequestTimeoutError'],
  ['truncated', 'NetworkError'],
  ['html', 'ServerError'],
  ['html200', 'ResponseParseError'],
  ['redirect', 'RedirectError'],
];

/** Reads the answer, as a policy may. */
const curious: RetryPolicy = {
  shouldRetry: ({ exception, result }) =>
    exception instanceof ServerError && String(result?.data).includes('1000'),
  delay: () => 0,
};
const broken: RetryPolicy = {
  shouldRetry: ({ result }) => {
    throw new OwnError(`${canary('policy')} ${String(result?.data)}`);
  },
};
const throwing: RequestInterceptor = () => throwError(() => new OwnError(canary('interceptor')));

/** Everything that can go wrong, and what is done about it. */
export const FAILING_CALLS: readonly Call[] = [
  ...ERRORS.flatMap(([fault, error]): Call[] => [
    {
      ...{
        story: `a GET that ends with "${fault}"`,
        faults: [fault],
        config: { retries: 0, ...hurry(fault, 0) },
        error,
      },
      run: ({ client }) => client.get(`${RECORDS}/${canary('path')}`, ...REQUEST),
    },
    {
      ...{
        story: `a POST that ends with "${fault}"`,
        faults: [fault],
        config: { retries: 0, ...hurry(fault, 0) },
        error,
      },
      run: ({ client }) => client.post(RECORDS, POSTED, REQUEST[1]),
    },
  ]),
  ...(['429', '500', '503', 'reset', 'hang', 'truncated', 'html', 'html200'] as const).map((fault): Call => ({
    ...{ story: `a list that gets through "${fault}"`, faults: [fault, fault], config: hurry(fault, 20) },
    run: ({ records }) => records.list({ pageSize: 10, filter }),
  })),
  ...(
    [
      ['error in a 200', 'BadRequestError'],
      ['no list', 'PaginationError'],
    ] as const
  ).map(([fault, error]): Call => ({
    ...{ story: `a list that ends with "${fault}"`, faults: [fault], error },
    run: ({ records }) => records.list({ pageSize: 10, filter }),
  })),
  {
    ...{ story: 'an open circuit', faults: ['503'], error: 'CircuitOpenError' },
    config: { circuitBreaker: { failures: 1, openFor: 60_000 } },
    run: ({ client }) => client.get(RECORDS, ...REQUEST),
  },
  {
    ...{ story: 'a policy that reads answers', faults: ['503', '503'], config: { retryPolicy: curious } },
    run: ({ client }) => client.get(RECORDS, ...REQUEST),
  },
  {
    ...{
      story: 'a policy that throws',
      faults: ['503'],
      config: { retryPolicy: broken },
      error: 'ServerError',
    },
    run: ({ client }) => client.get(RECORDS, ...REQUEST),
  },
  {
    ...{ story: 'an interceptor that throws', error: 'OwnError' },
    config: { interceptors: { perAttempt: [throwing] } },
    run: ({ client }) => client.get(RECORDS, ...REQUEST),
  },
  {
    ...{ story: 'a spent budget', faults: ['503'], config: { retryBudget: { capacity: 0 } } },
    error: 'ServerError',
    run: ({ records }) => records.list({ filter }),
  },
  {
    ...{ story: 'a limit of the whole call', faults: ['hang'], error: 'RequestTimeoutError' },
    config: { timeout: { attempt: 5_000, total: 60 } },
    run: ({ records }) => records.list({ filter }),
  },
  {
    ...{ story: 'a rate that is lowered', faults: ['503'], config: { adaptiveRate: { ceiling: 1_000 } } },
    run: ({ records }) => records.list({ filter }),
  },
];
