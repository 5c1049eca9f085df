import type { AxiosResponse } from 'axios';
import { defer, of, throwError } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { aRequest } from '../../spec/a-request';
import { apiErrorForStatus } from '../errors/api-error-for-status';
import { Delivery } from '../http/delivery';
import type { ImednetRequest } from '../http/imednet-request';
import type { RequestHandler } from '../http/request-handler';
import { DefaultRetryPolicy } from '../policies/default-retry-policy';
import type { RetryPolicy, RetryState } from '../policies/retry-policy';
import { type RetryDecision, retryRequests } from './retry';

const request = aRequest({ params: { page: 3 }, headers: { accept: 'application/json' } });
const v = { status: 200 } as AxiosResponse;
const unavailable = apiErrorForStatus({ status: 503 });
const after = (delay: number): RetryPolicy => ({ shouldRetry: () => true, delay: () => delay });

function failingTimes(failures: number): RequestHandler & { readonly sent: ImednetRequest[] } {
  const sent: ImednetRequest[] = [];
  const next: RequestHandler = (current) =>
    defer(() => {
      sent.push(current);
      return current.attempt <= failures ? throwError(() => unavailable) : of(v);
    });
  return Object.assign(next, { sent });
}

describe('retryRequests', () => {
  let scheduler: TestScheduler;

  beforeEach(() => {
    scheduler = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
  });

  it('numbers the attempts on the request, and leaves the rest of it as it was', () => {
    const next = failingTimes(2);
    scheduler.run(({ expectObservable }) => {
      expectObservable(retryRequests(() => after(10), { retries: 3 })(request, next)).toBe('20ms (v|)', {
        v,
      });
    });

    expect(next.sent).toEqual([1, 2, 3].map((attempt) => ({ ...request, attempt })));
  });

  it('sends the very same body each time', () => {
    const next = failingTimes(2);
    const post: ImednetRequest = { ...request, method: 'POST', body: '[{"a":1}]' };
    scheduler.run(({ expectObservable }) => {
      expectObservable(retryRequests(() => after(10), { retries: 3 })(post, next)).toBe('20ms (v|)', { v });
    });

    expect(next.sent.map(({ body }) => body)).toEqual([post.body, post.body, post.body]);
  });

  it('sends nothing before it is subscribed', () => {
    const next = failingTimes(0);
    retryRequests(() => after(10), { retries: 3 })(request, next);

    expect(next.sent).toEqual([]);
  });

  it('gives each subscriber attempts of its own, from 1', () => {
    const next = failingTimes(2);
    scheduler.run(({ expectObservable }) => {
      const source = retryRequests(() => after(10), { retries: 2 })(request, next);
      expectObservable(source).toBe('20ms (v|)', { v });
      expectObservable(source, '5ms ^').toBe('25ms (v|)', { v });
    });

    expect(next.sent.map(({ attempt }) => attempt)).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it('tells the policy the method and the number of the attempt', () => {
    const states: RetryState[] = [];
    const policy: RetryPolicy = { shouldRetry: (state) => states.push(state) > 0, delay: () => 1 };
    scheduler.run(({ flush }) => {
      retryRequests(() => policy, { retries: 5 })(
        { ...request, method: 'POST' },
        failingTimes(2),
      ).subscribe();
      flush();
    });

    expect(states.map(({ method, attemptNumber }) => [method, attemptNumber])).toEqual([
      ['POST', 1],
      ['POST', 2],
    ]);
  });

  it('goes by the method of the request, whatever the options say', () => {
    const next = failingTimes(2);
    scheduler.run(({ expectObservable }) => {
      const retried = retryRequests(() => new DefaultRetryPolicy(), {
        retries: 3,
        backoffFactor: 0,
        method: 'GET',
      });
      expectObservable(retried({ ...request, method: 'POST' }, next)).toBe('#', {}, unavailable);
    });

    expect(next.sent.length).toBe(1);
  });

  it('reads the policy anew at each failure', () => {
    const policies = [after(10), after(100), after(1000)];
    scheduler.run(({ expectObservable }) => {
      const current = (): RetryPolicy => policies.shift()!;
      expectObservable(retryRequests(current, { retries: 3 })(request, failingTimes(2))).toBe('110ms (v|)', {
        v,
      });
    });

    expect(policies.length).toBe(1);
  });

  it('does not even wait to send again what may have arrived', () => {
    const once = new Delivery();
    const next: RequestHandler = () =>
      defer(() => {
        once.sent();
        return throwError(() => unavailable);
      });
    const decisions: RetryDecision[] = [];
    scheduler.run(({ expectObservable }) => {
      const retried = retryRequests(
        () => after(10),
        { retries: 3 },
        undefined,
        (_request, _failed, _error, decision) => decisions.push(decision),
      );
      expectObservable(retried({ ...request, once }, next)).toBe('#', {}, unavailable);
    });

    expect(decisions).toEqual([{ reason: 'policy' }]);
  });

  it('errors with the last error when all attempts are used up', () => {
    const next = failingTimes(9);
    scheduler.run(({ expectObservable }) => {
      expectObservable(retryRequests(() => after(10), { retries: 2 })(request, next)).toBe(
        '20ms #',
        {},
        unavailable,
      );
    });

    expect(next.sent.length).toBe(3);
  });

  it('repeats a step behind it that throws instead of erroring', () => {
    scheduler.run(({ expectObservable }) => {
      const next: RequestHandler = ({ attempt }) => {
        if (attempt === 1) throw unavailable;
        return of(v);
      };
      expectObservable(retryRequests(() => after(10), { retries: 1 })(request, next)).toBe('10ms (v|)', {
        v,
      });
    });
  });
});
