import type { AxiosResponse } from 'axios';
import { concat, defer, type Observable, of, retry, Subject, throwError, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import type { ApiError } from '../errors/api-error';
import { apiErrorForStatus } from '../errors/api-error-for-status';
import { NetworkError } from '../errors/request-error';
import { ServerError } from '../errors/status-errors';
import { DefaultRetryPolicy } from './default-retry-policy';
import type { RetryPolicy, RetryState } from './retry-policy';
import { retryWithPolicy } from './retry-with-policy';
import type { RetryOptions } from './retry-options';
import { toRetryConfig } from './to-retry-config';

const always: RetryPolicy = { shouldRetry: () => true };
const after = (delay: number): RetryPolicy => ({ shouldRetry: () => true, delay: () => delay });
const unavailable = apiErrorForStatus({ status: 503 });
const limited = (retryAfter?: number): ApiError => apiErrorForStatus({ status: 429, retryAfter });

let scheduler: TestScheduler;

beforeEach(() => {
  scheduler = new TestScheduler((actual, expected) => {
    expect(actual).toEqual(expected);
  });
});

/** A source that errors with each of `errors` in turn, then emits `value`; each attempt takes no time. */
function failing(errors: readonly unknown[], attempts: number[] = []): Observable<string> {
  let attempt = 0;
  return defer(() => {
    const index = attempt++;
    attempts.push(scheduler.now());
    return index < errors.length ? throwError(() => errors[index]) : of('v');
  });
}

const repeated = (error: unknown, times: number): unknown[] => Array.from({ length: times }, () => error);

describe('retryWithPolicy', () => {
  it('passes on a success without asking the policy', () => {
    const policy = jasmine.createSpyObj<Required<RetryPolicy>>('policy', ['shouldRetry', 'delay']);
    scheduler.run(({ cold, expectObservable }) => {
      expectObservable(cold('-a-b|').pipe(retryWithPolicy(policy, { retries: 3 }))).toBe('-a-b|');
    });

    expect(policy.shouldRetry).not.toHaveBeenCalled();
    expect(policy.delay).not.toHaveBeenCalled();
  });

  it('emits the values of the attempt that succeeds, after the delay of the policy', () => {
    scheduler.run(({ cold, expectObservable, expectSubscriptions }) => {
      const attempts = [cold('--#', {}, unavailable), cold('--#', {}, unavailable), cold('-v|')];
      let next = 0;
      const source = defer(() => attempts[next++] ?? throwError(() => new Error('one attempt too many')));

      expectObservable(source.pipe(retryWithPolicy(after(10), { retries: 3 }))).toBe('24ms -v|');
      expectSubscriptions(attempts[0]!.subscriptions).toBe('^-!');
      expectSubscriptions(attempts[1]!.subscriptions).toBe('12ms ^-!');
      expectSubscriptions(attempts[2]!.subscriptions).toBe('24ms ^-!');
    });
  });

  for (const retries of [0, 1, 2, 5]) {
    it(`makes ${String(retries + 1)} attempts with ${String(retries)} retries, then errors with the last error`, () => {
      const errors = Array.from({ length: 10 }, (_, index) =>
        apiErrorForStatus({ status: 503, code: String(index) }),
      );
      const attempts: number[] = [];
      scheduler.run(({ expectObservable }) => {
        expectObservable(failing(errors, attempts).pipe(retryWithPolicy(after(10), { retries }))).toBe(
          retries === 0 ? '#' : `${String(retries * 10)}ms #`,
          {},
          errors[retries],
        );
      });

      expect(attempts).toEqual(Array.from({ length: retries + 1 }, (_, index) => index * 10));
    });
  }

  it('does not ask the policy when no attempt is left', () => {
    const asked: number[] = [];
    const policy: RetryPolicy = { shouldRetry: ({ attemptNumber }) => asked.push(attemptNumber) > 0 };
    scheduler.run(({ flush }) => {
      failing(repeated(unavailable, 9))
        .pipe(retryWithPolicy(policy, { retries: 2, backoffFactor: 0 }))
        .subscribe({ error: () => undefined });
      flush();
    });

    expect(asked).toEqual([1, 2]);
  });

  it('never repeats anything with retries 0, nor asks', () => {
    const policy = jasmine.createSpyObj<RetryPolicy>('policy', ['shouldRetry']);
    const attempts: number[] = [];
    scheduler.run(({ expectObservable }) => {
      expectObservable(failing([unavailable], attempts).pipe(retryWithPolicy(policy, { retries: 0 }))).toBe(
        '#',
        {},
        unavailable,
      );
    });

    expect(attempts.length).toBe(1);
    expect(policy.shouldRetry).not.toHaveBeenCalled();
  });

  it('errors with the very error of the attempt when the policy refuses', () => {
    scheduler.run(({ expectObservable }) => {
      const never: RetryPolicy = { shouldRetry: () => false };
      expectObservable(failing([unavailable]).pipe(retryWithPolicy(never, { retries: 3 }))).toBe(
        '#',
        {},
        unavailable,
      );
    });
  });

  it('counts the attempts of each subscription on their own', () => {
    scheduler.run(({ cold, expectObservable }) => {
      const source = cold('#', {}, unavailable).pipe(retryWithPolicy(after(10), { retries: 2 }));

      expectObservable(source).toBe('20ms #', {}, unavailable);
      expectObservable(source, '5ms ^').toBe('25ms #', {}, unavailable);
    });
  });

  describe('waits', () => {
    const half = (): number => 0.5;
    const cases: readonly (readonly [
      string,
      RetryPolicy,
      unknown,
      Partial<RetryOptions>,
      readonly number[],
    ])[] = [
      ['the exponential backoff with full jitter', always, unavailable, {}, [500, 1000, 2000]],
      ['the backoff times its factor', always, unavailable, { backoffFactor: 0.1 }, [50, 100, 200]],
      ['60 s at most', always, unavailable, { backoffFactor: 1000 }, [30_000, 30_000, 30_000]],
      ['nothing with factor 0', always, unavailable, { backoffFactor: 0 }, [0, 0, 0]],
      ['nothing when chance says 0', always, unavailable, { random: () => 0 }, [0, 0, 0]],
      ['the delay of the policy', after(7), unavailable, {}, [7, 7, 7]],
      ['a delay of 0 that the policy wants', after(0), unavailable, {}, [0, 0, 0]],
      [
        'as long as a timer can',
        after(2 ** 31 - 1),
        unavailable,
        {},
        [2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1],
      ],
      ['Retry-After rather than the backoff', always, limited(3000), {}, [3000, 3000, 3000]],
      ['a Retry-After of 0', always, limited(0), {}, [0, 0, 0]],
      [
        'Retry-After of another status too',
        always,
        apiErrorForStatus({ status: 503, retryAfter: 42 }),
        {},
        [42, 42, 42],
      ],
      ['a Retry-After of exactly maxRetryAfter', always, limited(60_000), {}, [60_000, 60_000, 60_000]],
      [
        'a Retry-After up to a maxRetryAfter of its own',
        always,
        limited(90_000),
        { maxRetryAfter: 90_000 },
        [90_000, 90_000, 90_000],
      ],
      ['the delay of the policy rather than Retry-After', after(7), limited(3000), {}, [7, 7, 7]],
      ['the delay of the policy even behind a long Retry-After', after(7), limited(3_600_000), {}, [7, 7, 7]],
      ['the backoff where the policy says NaN', after(NaN), unavailable, {}, [500, 1000, 2000]],
      ['the backoff where the policy says a negative number', after(-1), unavailable, {}, [500, 1000, 2000]],
      ['the backoff where the policy says Infinity', after(Infinity), unavailable, {}, [500, 1000, 2000]],
      ['the backoff where a timer would overflow', after(2 ** 31), unavailable, {}, [500, 1000, 2000]],
      ['Retry-After where the policy says NaN', after(NaN), limited(3000), {}, [3000, 3000, 3000]],
      ['the backoff for a foreign error', always, new Error('x'), {}, [500, 1000, 2000]],
      [
        'the backoff for a broken connection',
        always,
        new NetworkError({ method: 'GET', route: '/' }),
        {},
        [500, 1000, 2000],
      ],
    ];
    for (const [story, policy, error, options, delays] of cases) {
      it(story, () => {
        const attempts: number[] = [];
        scheduler.run(({ flush }) => {
          failing(repeated(error, 3), attempts)
            .pipe(retryWithPolicy(policy, { retries: 3, random: half, ...options }))
            .subscribe();
          flush();
        });
        const starts = delays.reduce<number[]>((sum, delay) => [...sum, sum.at(-1)! + delay], [0]);

        expect(attempts).toEqual(starts);
      });
    }
  });

  describe('gives up at once', () => {
    const cases: readonly (readonly [string, RetryPolicy, ApiError, Partial<RetryOptions>])[] = [
      ['when Retry-After is longer than 60 s', always, limited(60_001), {}],
      ['when Retry-After is longer than maxRetryAfter', always, limited(1001), { maxRetryAfter: 1000 }],
      ['when any Retry-After is too long', always, limited(1), { maxRetryAfter: 0 }],
      ['when a date makes Retry-After absurd', always, limited(Number.MAX_SAFE_INTEGER), {}],
      ['when the policy has no usable delay and Retry-After is too long', after(NaN), limited(60_001), {}],
      [
        'when another status asks for too long a wait',
        always,
        apiErrorForStatus({ status: 503, retryAfter: 60_001 }),
        {},
      ],
    ];
    for (const [story, policy, error, options] of cases) {
      it(`${story}, with the error that tells the wait`, () => {
        const attempts: number[] = [];
        scheduler.run(({ expectObservable }) => {
          expectObservable(
            failing([error], attempts).pipe(retryWithPolicy(policy, { retries: 3, ...options })),
          ).toBe('#', {}, error);
        });

        expect(attempts).toEqual([0]);
      });
    }
  });

  it('never gives a timer more than it can hold, however long a wait is allowed', () => {
    const outcome = jasmine.createSpy('outcome');
    // 2^31 ms is the smallest wait with which timers overflow and fire at once.
    const config = toRetryConfig(always, { retries: 1, maxRetryAfter: Number.MAX_SAFE_INTEGER });
    const delay = config.delay as (error: unknown, attempt: number) => Observable<unknown>;
    scheduler.run(({ flush }) => {
      delay(limited(2 ** 31), 1).subscribe({
        next: () => {
          outcome('waited in one step', scheduler.now());
        },
        error: () => {
          outcome('gave up');
        },
      });
      flush();
    });

    expect(outcome).toHaveBeenCalledOnceWith('gave up');
  });

  describe('tells the policy', () => {
    function statesFor(errors: readonly unknown[], options: Partial<RetryOptions> = {}): RetryState[] {
      const states: RetryState[] = [];
      const policy: RetryPolicy = { shouldRetry: (state) => states.push(state) > 0, delay: () => 0 };
      scheduler.run(({ flush }) => {
        failing(errors)
          .pipe(retryWithPolicy(policy, { retries: errors.length, ...options }))
          .subscribe({ error: () => undefined });
        flush();
      });
      return states;
    }

    it('the number of each attempt, 1 for the first', () => {
      expect(statesFor(repeated(unavailable, 5)).map(({ attemptNumber }) => attemptNumber)).toEqual([
        1, 2, 3, 4, 5,
      ]);
    });

    it('the very error of each attempt', () => {
      const errors = [unavailable, limited(5), new Error('x'), 'thrown text', undefined];

      expect(statesFor(errors).map(({ exception }) => exception)).toEqual(errors);
    });

    it('the response behind an ApiError', () => {
      const response = { status: 503, data: '' } as AxiosResponse;
      const [state] = statesFor([apiErrorForStatus({ status: 503, response })]);

      expect(state?.result).toBe(response);
    });

    it('no response where there was none', () => {
      for (const state of statesFor([new Error('x'), unavailable, undefined])) {
        expect('result' in state).toBeFalse();
      }
    });

    it('the method, where it is known', () => {
      expect(statesFor([unavailable], { method: 'POST' })[0]?.method).toBe('POST');
      expect('method' in statesFor([unavailable])[0]!).toBeFalse();
    });

    it('the same state when it asks for the delay', () => {
      const seen: RetryState[] = [];
      const policy: RetryPolicy = {
        shouldRetry: (state) => seen.push(state) > 0,
        delay: (state) => seen.push(state) * 0,
      };
      scheduler.run(({ flush }) => {
        failing([unavailable])
          .pipe(retryWithPolicy(policy, { retries: 1 }))
          .subscribe();
        flush();
      });

      expect(seen.length).toBe(2);
      expect(seen[0]).toBe(seen[1]);
    });
  });

  describe('surfaces the error of the attempt', () => {
    const broken = (): never => {
      throw new Error('the policy is broken');
    };
    const policies: readonly (readonly [string, RetryPolicy | (() => RetryPolicy)])[] = [
      ['shouldRetry throws', { shouldRetry: broken }],
      ['delay throws', { shouldRetry: () => true, delay: broken }],
      ['the function that gives the policy throws', broken],
    ];
    for (const [story, policy] of policies) {
      it(`when ${story}`, () => {
        scheduler.run(({ expectObservable }) => {
          expectObservable(failing([unavailable]).pipe(retryWithPolicy(policy, { retries: 3 }))).toBe(
            '#',
            {},
            unavailable,
          );
        });
      });
    }

    it('when the source of chance throws', () => {
      scheduler.run(({ expectObservable }) => {
        expectObservable(
          failing([unavailable]).pipe(retryWithPolicy(always, { retries: 3, random: broken })),
        ).toBe('#', {}, unavailable);
      });
    });
  });

  it('asks the policy that is current at each failure', () => {
    let current: RetryPolicy = after(10);
    const attempts: number[] = [];
    scheduler.run(({ expectObservable }) => {
      timer(15).subscribe(() => (current = after(100)));
      timer(150).subscribe(() => (current = { shouldRetry: () => false }));
      expectObservable(
        failing(repeated(unavailable, 9), attempts).pipe(retryWithPolicy(() => current, { retries: 9 })),
      ).toBe('220ms #', {}, unavailable);
    });

    expect(attempts).toEqual([0, 10, 20, 120, 220]);
  });

  it('calls shouldRetry and delay as methods of their policy', () => {
    class Stateful implements RetryPolicy {
      asked = 0;

      shouldRetry(): boolean {
        this.asked++;
        return this.asked < 3;
      }

      delay(): number {
        return this.asked * 10;
      }
    }
    const attempts: number[] = [];
    scheduler.run(({ expectObservable }) => {
      expectObservable(
        failing(repeated(unavailable, 9), attempts).pipe(retryWithPolicy(new Stateful(), { retries: 9 })),
      ).toBe('30ms #', {}, unavailable);
    });

    expect(attempts).toEqual([0, 10, 30]);
  });

  it('leaves no timer when unsubscribed while it waits', () => {
    const attempts: number[] = [];
    scheduler.run(({ expectObservable, flush }) => {
      expectObservable(
        failing(repeated(unavailable, 9), attempts).pipe(retryWithPolicy(after(10), { retries: 9 })),
        '^ 24ms !',
      ).toBe('-');
      flush();

      expect(attempts).toEqual([0, 10, 20]);
      expect(scheduler.actions.filter(({ closed }) => !closed)).toEqual([]);
    });
  });

  it('aborts the attempt under way when unsubscribed', () => {
    scheduler.run(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-----#', {}, unavailable);
      expectObservable(source.pipe(retryWithPolicy(after(10), { retries: 9 })), '^ 17ms !').toBe('-');
      expectSubscriptions(source.subscriptions).toBe(['^----!', '15ms ^--!']);
    });
  });

  it('never completes silently: a failed attempt ends in a value or in an error', () => {
    for (const policy of [always, after(0), new DefaultRetryPolicy(), { shouldRetry: () => false }]) {
      const completed = jasmine.createSpy('complete');
      const failed = jasmine.createSpy('error');
      scheduler.run(({ flush }) => {
        failing(repeated(unavailable, 9))
          .pipe(retryWithPolicy(policy, { retries: 2, method: 'GET' }))
          .subscribe({ complete: completed, error: failed });
        flush();
      });

      expect(completed).not.toHaveBeenCalled();
      expect(failed).toHaveBeenCalledOnceWith(unavailable);
    }
  });

  it('keeps what an attempt emitted before it failed', () => {
    scheduler.run(({ cold, expectObservable }) => {
      const source = concat(of('a'), cold('-#', {}, unavailable));
      expectObservable(source.pipe(retryWithPolicy(after(5), { retries: 1 }))).toBe(
        'a 5ms x#',
        { a: 'a', x: 'a' },
        unavailable,
      );
    });
  });

  describe('with a policy whose shouldRetry is `state.exception instanceof ServerError`', () => {
    const documented: RetryPolicy = { shouldRetry: (state) => state.exception instanceof ServerError };
    const statuses: readonly (readonly [number, number])[] = [
      [500, 2],
      [502, 2],
      [503, 2],
      [504, 2],
      [400, 1],
      [404, 1],
      [429, 1],
    ];
    for (const [status, expected] of statuses) {
      it(`makes ${String(expected)} attempt(s) for ${String(status)}`, () => {
        const attempts: number[] = [];
        scheduler.run(({ flush }) => {
          failing([apiErrorForStatus({ status })], attempts)
            .pipe(retryWithPolicy(documented, { retries: 3, backoffFactor: 0 }))
            .subscribe({ error: () => undefined });
          flush();
        });

        expect(attempts.length).toBe(expected);
      });
    }
  });

  it('retries 429 of a POST, and no 503 of it, by default', () => {
    const run = (status: number): number => {
      const attempts: number[] = [];
      scheduler.run(({ flush }) => {
        failing([apiErrorForStatus({ status })], attempts)
          .pipe(retryWithPolicy(new DefaultRetryPolicy(), { retries: 3, backoffFactor: 0, method: 'POST' }))
          .subscribe({ error: () => undefined });
        flush();
      });
      return attempts.length;
    };

    expect([run(429), run(503)]).toEqual([2, 1]);
  });
});

describe('toRetryConfig', () => {
  it("feeds rxjs' own retry operator", () => {
    scheduler.run(({ expectObservable }) => {
      expectObservable(failing([unavailable]).pipe(retry(toRetryConfig(after(10), { retries: 1 })))).toBe(
        '10ms (v|)',
      );
    });
  });

  it('gives the number of retries as count, and starts again from nothing', () => {
    const config = toRetryConfig(always, { retries: 4 });

    expect(config.count).toBe(4);
    expect(config.resetOnSuccess).toBeFalsy();
  });

  it('reaches its decision when the failure happens, not before', () => {
    const source = new Subject<string>();
    const policy = jasmine.createSpyObj<RetryPolicy>('policy', { shouldRetry: false });
    const failed = jasmine.createSpy('error');
    source.pipe(retry(toRetryConfig(policy, { retries: 1 }))).subscribe({ error: failed });

    expect(policy.shouldRetry).not.toHaveBeenCalled();

    source.error(unavailable);

    expect(policy.shouldRetry).toHaveBeenCalledTimes(1);
    expect(failed).toHaveBeenCalledOnceWith(unavailable);
  });
});
