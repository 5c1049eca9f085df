import type { AxiosResponse } from 'axios';
import { defer, firstValueFrom, NEVER, type Observable, of, take, throwError, timer, mergeMap } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { aRequest } from '../../spec/a-request';
import { apiErrorForStatus } from '../errors/api-error-for-status';
import { NetworkError } from '../errors/request-error';
import type { ImednetRequest } from '../http/imednet-request';
import type { RequestHandler, RequestInterceptor } from '../http/request-handler';
import { DefaultRetryPolicy } from '../policies/default-retry-policy';
import { RetryBudget } from '../policies/retry-budget';
import type { RetryOptions } from '../policies/retry-options';
import type { RetryPolicy } from '../policies/retry-policy';
import { retryWithPolicy } from '../policies/retry-with-policy';
import { retryRequests } from './retry';
import { DeadlineUnreachableError } from './deadline';

/** The same without budget and deadline, straight from the operator. */
const plainRetry =
  (policy: () => RetryPolicy, options: RetryOptions): RequestInterceptor =>
  (request, next) =>
    defer(() => {
      let attempt = 0;
      return defer(() => next({ ...request, attempt: ++attempt })).pipe(
        retryWithPolicy(policy, { ...options, method: request.method }),
      );
    });

const request = aRequest({ params: { page: 3 }, headers: { accept: 'application/json' } });
const v = { status: 200 } as AxiosResponse;
const unavailable = apiErrorForStatus({ status: 503 });
const limited = apiErrorForStatus({ status: 429, retryAfter: 100 });
const broken = new NetworkError(request);
const after = (delay: number): RetryPolicy => ({ shouldRetry: () => true, delay: () => delay });
const fails = (error: unknown): Observable<never> => throwError(() => error);

/** Answers each attempt with the next of `answers`, and with the last one from then on. */
function answering(...answers: Observable<AxiosResponse>[]): RequestHandler & { sent: ImednetRequest[] } {
  const sent: ImednetRequest[] = [];
  const next: RequestHandler = (current) =>
    defer(() => {
      sent.push(current);
      return answers[Math.min(sent.length, answers.length) - 1]!;
    });
  return Object.assign(next, { sent });
}

describe('retryRequests with a budget', () => {
  let scheduler: TestScheduler;

  beforeEach(() => {
    scheduler = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
  });

  const openActions = (): unknown[] => scheduler.actions.filter(({ closed }) => !closed);

  describe('without a budget does what the plain retry does', () => {
    const throwing: RetryPolicy = {
      shouldRetry: () => {
        throw new Error('user code');
      },
    };
    const policies: readonly (readonly [string, () => RetryPolicy])[] = [
      ['the default policy', () => new DefaultRetryPolicy()],
      ['a fixed delay', () => after(10)],
      ['no delay', () => after(0)],
      ['a delay that makes no sense', () => after(NaN)],
      ['a delay beyond all timers', () => after(2 ** 31)],
      ['a refusal', () => ({ shouldRetry: () => false })],
      ['a policy that throws', () => throwing],
      [
        'a source of policies that throws',
        () => {
          throw new Error('user code');
        },
      ],
    ];
    const answers: readonly (readonly [string, Observable<AxiosResponse>[]])[] = [
      ['success', [of(v)]],
      ['503, success', [fails(unavailable), of(v)]],
      ['503 for ever', [fails(unavailable)]],
      ['429, broken, success', [fails(limited), fails(broken), of(v)]],
      ['404', [fails(apiErrorForStatus({ status: 404 }))]],
      ['429 for a day', [fails(apiErrorForStatus({ status: 429, retryAfter: 86_400_000 }))]],
      ['an answer that never comes', [NEVER]],
      ['an error of somebody else', [fails(new TypeError('x'))]],
    ];
    const options = { retries: 3, random: () => 0.5 };
    for (const [policyStory, policy] of policies) {
      for (const [answerStory, sequence] of answers) {
        for (const method of ['GET', 'POST'] as const) {
          it(`for ${method}, ${policyStory}, ${answerStory}`, () => {
            const log = (make: RequestInterceptor): unknown => {
              const next = answering(...sequence);
              const events: unknown[] = [];
              const virtual = new TestScheduler(() => undefined);
              virtual.run(({ flush }) => {
                make({ ...request, method }, next).subscribe({
                  next: (value) => events.push([virtual.now(), value]),
                  error: (error: unknown) => events.push([virtual.now(), error]),
                  complete: () => events.push([virtual.now(), 'complete']),
                });
                flush();
              });
              return [events, next.sent];
            };

            expect(log(retryRequests(policy, options))).toEqual(log(plainRetry(policy, options)));
          });
        }
      }
    }
  });

  it('surfaces the error of the attempt, at once, when the tokens do not suffice', () => {
    const next = answering(fails(unavailable));
    scheduler.run(({ expectObservable }) => {
      const budget = new RetryBudget({ capacity: 7 });
      expectObservable(retryRequests(() => after(10), { retries: 3 }, budget)(request, next)).toBe(
        '10ms #',
        {},
        unavailable,
      );
    });

    expect(next.sent.length).toBe(2);
  });

  const balances: readonly (readonly [string, Observable<AxiosResponse>[], number])[] = [
    ['a success at once', [of(v)], 91],
    ['a success behind a retry', [fails(unavailable), of(v)], 90],
    [
      'a success behind three, the last of which was cheap',
      [fails(broken), fails(broken), fails(unavailable), of(v)],
      70,
    ],
    ['a success behind two, the last of which was dear', [fails(unavailable), fails(broken), of(v)], 85],
    ['a 429 with Retry-After, then success', [fails(limited), of(v)], 90],
    ['a 429 with Retry-After for ever', [fails(limited)], 75],
    ['an outage', [fails(unavailable)], 75],
    ['a failure that the policy does not retry', [fails(apiErrorForStatus({ status: 404 }))], 90],
  ];
  for (const [story, answers, left] of balances) {
    it(`has ${String(left)} of 90 tokens left after ${story}`, () => {
      const budget = new RetryBudget({ capacity: 100 });
      budget.tryAcquire(broken);
      scheduler.run(({ flush }) => {
        retryRequests(
          () => new DefaultRetryPolicy(),
          { retries: 3 },
          budget,
        )(request, answering(...answers)).subscribe({ error: () => undefined });
        flush();
      });

      expect(budget.tokens).toBe(left);
    });
  }

  it('counts a success for one who takes the answer and unsubscribes', async () => {
    const budget = new RetryBudget({ capacity: 100 });
    budget.tryAcquire(broken);
    const source = retryRequests(() => after(0), { retries: 3 }, budget)(request, answering(of(v)));
    await firstValueFrom(source);
    source.pipe(take(1)).subscribe();

    expect(budget.tokens).toBe(92);
  });

  it('asks the policy first: what it refuses costs nothing', () => {
    const budget = new RetryBudget();
    const tryAcquire = spyOn(budget, 'tryAcquire').and.callThrough();
    retryRequests(
      () => ({ shouldRetry: () => false }),
      { retries: 3 },
      budget,
    )(request, answering(fails(unavailable))).subscribe({ error: () => undefined });

    expect(tryAcquire).not.toHaveBeenCalled();
  });

  it('gives back what was paid for a retry when the caller unsubscribes while it waits', () => {
    const budget = new RetryBudget();
    const next = answering(fails(unavailable), NEVER);
    scheduler.run(({ flush }) => {
      const subscribe = (): (() => void) => {
        const subscription = retryRequests(
          () => after(10),
          { retries: 3 },
          budget,
        )(request, next).subscribe();
        return () => subscription.unsubscribe();
      };
      scheduler.schedule(subscribe(), 5);
      flush();

      expect(budget.tokens).toBe(500);
      expect(openActions()).toEqual([]);
    });

    expect(next.sent.length).toBe(1);
  });

  it('keeps what was paid for a retry that was sent, though its caller unsubscribes then', () => {
    const budget = new RetryBudget();
    const next = answering(fails(unavailable), NEVER);
    scheduler.run(({ flush }) => {
      const subscription = retryRequests(() => after(10), { retries: 3 }, budget)(request, next).subscribe();
      scheduler.schedule(() => subscription.unsubscribe(), 15);
      flush();
    });

    expect([budget.tokens, next.sent.length]).toEqual([495, 2]);
  });

  it('shares the tokens among all calls, and sends again when successes have earned them', () => {
    const budget = new RetryBudget({ capacity: 5 });
    const call = (...answers: Observable<AxiosResponse>[]): number => {
      const next = answering(...answers);
      scheduler.run(({ flush }) => {
        retryRequests(
          () => after(1),
          { retries: 3 },
          budget,
        )(request, next).subscribe({
          error: () => undefined,
        });
        flush();
      });
      return next.sent.length;
    };

    expect([call(fails(unavailable)), call(fails(unavailable))]).toEqual([2, 1]);
    for (let i = 0; i < 5; i++) call(of(v));

    expect([call(fails(unavailable)), call(fails(unavailable))]).toEqual([2, 1]);
  });

  describe('in a total outage', () => {
    const outages: readonly (readonly [string, unknown, number])[] = [
      ['of refusals', unavailable, 1100],
      ['of broken connections', broken, 1050],
    ];
    for (const [story, error, requests] of outages) {
      for (const spacing of [0, 100]) {
        it(`${story} sends at most 1.2 requests a call, calls ${String(spacing)} ms apart`, () => {
          const budget = new RetryBudget();
          const next = answering(timer(20).pipe(mergeMap(() => fails(error))));
          const errors: unknown[] = [];
          const outage = (): void => {
            scheduler.run(({ flush }) => {
              const send = retryRequests(() => new DefaultRetryPolicy(), { retries: 3 }, budget);
              for (let call = 0; call < 1000; call++) {
                scheduler.schedule(() => {
                  send(request, next).subscribe({ error: (reason: unknown) => errors.push(reason) });
                }, call * spacing);
              }
              flush();
            });
          };
          outage();

          expect(next.sent.length).toBe(requests);
          expect(next.sent.length).toBeLessThanOrEqual(1200);

          outage();

          expect(next.sent.length).toBe(requests + 1000);
          expect(errors.length).toBe(2000);
          expect(new Set(errors)).toEqual(new Set([error]));
        });
      }
    }
  });

  describe('with a deadline', () => {
    const due = (deadline: number): ImednetRequest => ({ ...request, deadline });
    const cases: readonly (readonly [string, number, string, number])[] = [
      ['waits for a retry that begins before it', 11, '10ms (v|)', 2],
      ['fails at once where the retry would begin at it', 10, '#', 1],
      ['fails at once where the retry would begin behind it', 5, '#', 1],
    ];
    for (const [story, deadline, marbles, sent] of cases) {
      it(story, () => {
        const next = answering(fails(unavailable), of(v));
        const budget = new RetryBudget();
        scheduler.run(({ expectObservable }) => {
          const source = retryRequests(() => after(10), { retries: 3 }, budget)(due(deadline), next);
          expectObservable(source).toBe(marbles, { v }, unavailable);
        });

        expect(next.sent.length).toBe(sent);
        expect(budget.tokens).toBe(500);
      });
    }

    it('counts what earlier attempts took', () => {
      const next = answering(fails(unavailable));
      scheduler.run(({ expectObservable }) => {
        const source = retryRequests(() => after(10), { retries: 9 })(due(35), next);
        expectObservable(source).toBe('30ms #', {}, unavailable);
      });

      expect(next.sent.length).toBe(4);
    });

    it('never repeats an attempt whose wait does not fit, whatever the policy says', () => {
      const error = new DeadlineUnreachableError(request);
      const next = answering(fails(error));
      scheduler.run(({ expectObservable }) => {
        const source = retryRequests(() => after(0), { retries: 9 })(due(35), next);
        expectObservable(source).toBe('#', {}, error);
      });

      expect(next.sent.length).toBe(1);
    });
  });
});
