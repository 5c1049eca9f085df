import type { AxiosResponse } from 'axios';
import type { Observable } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { RequestTimeoutError } from '../errors/request-error';
import type { ImednetRequest } from '../http/imednet-request';
import { limitAttempt } from './limit-attempt';

const request = (timeout: number): ImednetRequest => ({
  method: 'GET',
  url: 'https://api.test/api/v1/edc/studies/JANE/records',
  route: '/api/v1/edc/studies/{studyKey}/records',
  params: {},
  headers: {},
  timeout,
  attempt: 1,
});
const a = { status: 200 } as AxiosResponse;

describe('limitAttempt', () => {
  let scheduler: TestScheduler;

  beforeEach(() => {
    scheduler = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
  });

  const errorOf = (timeout: number): RequestTimeoutError =>
    new RequestTimeoutError(request(timeout), timeout);
  const cases: readonly (readonly [string, string, number, string])[] = [
    ['an answer at once', '(a|)', 10, '(a|)'],
    ['an answer before the limit', '9ms (a|)', 10, '9ms (a|)'],
    ['no answer', '-', 10, '10ms #'],
    ['an answer behind the limit', '11ms (a|)', 10, '10ms #'],
    ['a limit of a minute', '59999ms (a|)', 60_000, '59999ms (a|)'],
    ['no answer within a minute', '-', 60_000, '60s #'],
  ];
  for (const [story, source, timeout, expected] of cases) {
    it(`handles ${story} at the exact millisecond`, () => {
      scheduler.run(({ cold, expectObservable }) => {
        const next = (): Observable<AxiosResponse> => cold(source, { a });
        expectObservable(limitAttempt(request(timeout), next)).toBe(expected, { a }, errorOf(timeout));
      });
    });
  }

  it('aborts the request at the limit', () => {
    scheduler.run(({ cold, expectSubscriptions, expectObservable }) => {
      const source = cold<AxiosResponse>('-');
      expectObservable(limitAttempt(request(10), () => source)).toBe('10ms #', {}, errorOf(10));
      expectSubscriptions(source.subscriptions).toBe('^ 9ms !');
    });
  });

  it('passes on an error before the limit as it is', () => {
    scheduler.run(({ cold, expectObservable }) => {
      const error = new Error('x');
      expectObservable(limitAttempt(request(10), () => cold('5ms #', {}, error))).toBe('5ms #', {}, error);
    });
  });

  const endings: readonly (readonly [string, string, number])[] = [
    ['an answer', '2ms (a|)', Infinity],
    ['an error', '2ms #', Infinity],
    ['the limit', '-', Infinity],
    ['unsubscribing', '-', 4],
  ];
  for (const [story, marbles, unsubscribeAt] of endings) {
    it(`leaves no timer and no request behind ${story}`, () => {
      scheduler.run(({ cold, flush }) => {
        const source = cold(marbles, { a });
        const subscription = limitAttempt(request(10), () => source).subscribe({ error: () => undefined });
        if (unsubscribeAt < Infinity) scheduler.schedule(() => subscription.unsubscribe(), unsubscribeAt);
        flush();

        expect(subscription.closed).toBeTrue();
        expect(source.subscriptions.length).toBe(1);
        expect(source.subscriptions.filter(({ unsubscribedFrame }) => unsubscribedFrame > 10)).toEqual([]);
        expect(scheduler.actions.filter(({ closed }) => !closed)).toEqual([]);
      });
    });
  }

  it('starts a limit of its own for each subscription', () => {
    scheduler.run(({ cold, expectObservable }) => {
      const source = limitAttempt(request(10), () => cold('-'));
      expectObservable(source).toBe('10ms #', {}, errorOf(10));
      expectObservable(source, '7ms ^').toBe('17ms #', {}, errorOf(10));
    });
  });

  it('tells the limit and the route, and no value of the address', () => {
    let error: unknown;
    scheduler.run(({ cold, flush }) => {
      limitAttempt(request(1500), () => cold('-')).subscribe({
        error: (reason: unknown) => (error = reason),
      });
      flush();
    });

    expect(error).toBeInstanceOf(RequestTimeoutError);
    expect((error as RequestTimeoutError).timeout).toBe(1500);
    expect((error as RequestTimeoutError).route).toBe('/api/v1/edc/studies/{studyKey}/records');
    expect(`${String(error)}${JSON.stringify(error)}`).not.toContain('JANE');
  });
});
