import type { AxiosResponse } from 'axios';
import fc from 'fast-check';
import { defer, map, type Observable, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { aRequest } from '../../spec/a-request';
import { holds, must, mustBe } from '../../spec/holds';
import { apiErrorForStatus } from '../errors/api-error-for-status';
import { NetworkError } from '../errors/request-error';
import { RetryBudget } from '../policies/retry-budget';
import { retryRequests } from './retry';

const request = aRequest();
const unavailable = apiErrorForStatus({ status: 503 });
const broken = new NetworkError(request);

const budgetOptions = fc.record({
  capacity: fc.nat(60),
  retryCost: fc.integer({ min: 1, max: 10 }),
  timeoutRetryCost: fc.integer({ min: 1, max: 20 }),
  successRefund: fc.nat(5),
});

/** A call, what its attempts do, each after its time, and when its caller loses patience. */
const call = fc.record({
  at: fc.nat(100),
  takes: fc.nat(20),
  wait: fc.nat(20),
  leaves: fc.option(fc.nat(80), { nil: undefined }),
});

const flushed = (story: (scheduler: TestScheduler) => void): void => {
  const scheduler = new TestScheduler(() => undefined);
  scheduler.run(({ flush }) => {
    story(scheduler);
    flush();
  });
};

describe('the budget of retries', () => {
  it('is never below nothing nor above its capacity, whatever is paid and given back', () => {
    const step = fc.oneof(
      fc.record({ does: fc.constant('pay' as const), error: fc.constantFrom(unavailable, broken) }),
      fc.record({
        does: fc.constant('give back' as const),
        cost: fc.option(fc.nat(20), { nil: undefined }),
      }),
    );
    return holds(
      fc.property(budgetOptions, fc.array(step, { maxLength: 60 }), (options, steps) => {
        const budget = new RetryBudget(options);
        for (const each of steps) {
          const before = budget.tokens;
          if (each.does === 'give back') budget.release(each.cost);
          else {
            const paid = budget.tryAcquire(each.error);
            mustBe(budget.tokens, before - (paid ?? 0), 'tokens');
          }
          must(budget.tokens >= 0 && budget.tokens <= options.capacity, `${budget.tokens} tokens`);
        }
      }),
    );
  });

  it('bounds what a client sends in a total outage: each call once, and the retries that can be paid for', () =>
    holds(
      fc.property(
        budgetOptions,
        fc.constantFrom(unavailable, broken),
        fc.nat(4),
        fc.array(call, { maxLength: 30 }),
        (options, error, retries, calls) => {
          const budget = new RetryBudget(options);
          let [sent, ended] = [0, 0];
          flushed((scheduler) => {
            for (const { at, takes, wait } of calls) {
              const policy = { shouldRetry: () => true, delay: () => wait };
              const fail = (): Observable<AxiosResponse> =>
                defer(() => {
                  sent += 1;
                  return timer(takes).pipe(
                    map(() => {
                      throw error;
                    }),
                  );
                });
              scheduler.schedule(() => {
                retryRequests(
                  () => policy,
                  { retries },
                  budget,
                )(request, fail).subscribe({
                  error: () => (ended += 1),
                });
              }, at);
            }
          });
          const cost = error === broken ? options.timeoutRetryCost : options.retryCost;
          const affordable = Math.floor(options.capacity / cost);

          mustBe(sent, calls.length + Math.min(calls.length * retries, affordable), 'requests');
          mustBe(ended, calls.length, 'calls that ended');
        },
      ),
    ));

  it('has back what was paid for retries that were not sent, and no more', () =>
    holds(
      fc.property(
        budgetOptions,
        fc.nat(4),
        fc.array(fc.tuple(call, fc.constantFrom(unavailable, broken), fc.nat(5)), { maxLength: 30 }),
        (options, retries, calls) => {
          const budget = new RetryBudget({ ...options, successRefund: 0 });
          const spent = { tokens: 0 };
          const seen: number[] = [];
          flushed((scheduler) => {
            for (const [{ at, takes, wait, leaves }, error, failures] of calls) {
              const cost = error === broken ? options.timeoutRetryCost : options.retryCost;
              const policy = { shouldRetry: () => true, delay: () => wait };
              let [attempts, answered] = [0, false];
              const send = (): Observable<AxiosResponse> =>
                defer(() => {
                  attempts += 1;
                  const attempt = attempts;
                  return timer(takes).pipe(
                    map(() => {
                      seen.push(budget.tokens);
                      if (attempt <= failures) throw error;
                      answered = true;
                      return { status: 200 } as AxiosResponse;
                    }),
                  );
                });
              scheduler.schedule(() => {
                const subscription = retryRequests(
                  () => policy,
                  { retries },
                  budget,
                )(request, send).subscribe({ error: () => undefined });
                // What a call's last retry had cost comes back with its success.
                subscription.add(() => {
                  const kept = attempts - 1 - (answered && attempts > 1 ? 1 : 0);
                  spent.tokens += Math.max(0, kept) * cost;
                });
                if (leaves !== undefined) {
                  scheduler.schedule(() => {
                    subscription.unsubscribe();
                  }, leaves);
                }
              }, at);
            }
          });

          mustBe(budget.tokens, options.capacity - spent.tokens, 'tokens');
          must(
            seen.every((tokens) => tokens >= 0 && tokens <= options.capacity),
            `tokens: ${seen.join(', ')}`,
          );
        },
      ),
    ));
});
