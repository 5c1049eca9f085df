import type { AxiosResponse } from 'axios';
import { concat, defer, mergeMap, NEVER, type Observable, of, take, throwError, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { aRequest } from '../../spec/a-request';
import { apiErrorForStatus } from '../errors/api-error-for-status';
import { NetworkError, RequestTimeoutError } from '../errors/request-error';
import type { ImednetRequest } from '../http/imednet-request';
import { chain, type RequestHandler, type RequestInterceptor } from '../http/request-handler';
import { DefaultRetryPolicy } from '../policies/default-retry-policy';
import { RetryBudget } from '../policies/retry-budget';
import { breakCircuit } from './break-circuit';
import { retryRequests } from './retry';
import { DeadlineUnreachableError } from './deadline';
import { FlowGate } from './flow-gate';
import { gateRequests } from './gate-requests';
import { HostCircuits } from './host-circuits';
import { limitAttempt } from './limit-attempt';
import { limitTotal } from './limit-total';

const request = aRequest({ timeout: 30 });
const v = { status: 200 } as AxiosResponse;
const unavailable = apiErrorForStatus({ status: 503 });
const limited = apiErrorForStatus({ status: 429, retryAfter: 500 });
const limitedBriefly = apiErrorForStatus({ status: 429, retryAfter: 10 });
const fails = (error: unknown): Observable<never> => throwError(() => error);
const takes = (ms: number): Observable<AxiosResponse> => timer(ms).pipe(mergeMap(() => of(v)));
const expired = (total: number): unknown => new RequestTimeoutError(request, total);
const retryAfter = (delay: number, retries = 9): RequestInterceptor =>
  retryRequests(() => ({ shouldRetry: () => true, delay: () => delay }), { retries });

describe('limitTotal', () => {
  let scheduler: TestScheduler;

  beforeEach(() => {
    scheduler = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
  });

  const cases: readonly (readonly [string, string, string])[] = [
    ['an answer at once', '(v|)', '(v|)'],
    ['an answer before the limit', '99ms (v|)', '99ms (v|)'],
    ['an answer behind the limit', '101ms (v|)', '100ms #'],
    ['no answer', '-', '100ms #'],
  ];
  for (const [story, source, marbles] of cases) {
    it(`handles ${story} at the exact ms, and leaves no timer`, () => {
      scheduler.run(({ cold, expectObservable, flush }) => {
        const next = (): Observable<AxiosResponse> => cold(source, { v });
        expectObservable(limitTotal(100)(request, next)).toBe(marbles, { v }, expired(100));
        flush();

        expect(scheduler.actions.filter(({ closed }) => !closed)).toEqual([]);
      });
    });
  }

  it('leaves no timer and no request behind when its caller unsubscribes', () => {
    scheduler.run(({ cold }) => {
      const source = cold<AxiosResponse>('-');
      limitTotal(100)(request, () => source)
        .subscribe()
        .unsubscribe();

      expect(scheduler.actions.filter(({ closed }) => !closed)).toEqual([]);
    });
  });

  it('counts from the subscription, and hands on when that ends', () => {
    const deadlines: unknown[] = [];
    scheduler.run(({ flush }) => {
      const source = limitTotal(100)(request, (current) => {
        deadlines.push(current.deadline);
        return of(v);
      });
      source.subscribe();
      scheduler.schedule(() => source.subscribe(), 50);
      flush();
    });

    expect(deadlines).toEqual([100, 150]);
  });

  it('keeps an earlier deadline', () => {
    const deadlines: unknown[] = [];
    const own: ImednetRequest = { ...request, deadline: 5 };
    scheduler.run(() => {
      limitTotal(100)(own, (current) => {
        deadlines.push(current.deadline);
        return of(v);
      }).subscribe();
    });

    expect(deadlines).toEqual([5]);
  });

  it('changes nothing without a limit', () => {
    const next = jasmine.createSpy('next').and.returnValue(of(v));
    limitTotal(undefined)(request, next).subscribe();

    expect(next).toHaveBeenCalledOnceWith(request);
  });

  it('passes on errors as they are, but for the wait that does not fit', () => {
    scheduler.run(({ expectObservable }) => {
      expectObservable(limitTotal(9)(request, () => fails(unavailable))).toBe('#', {}, unavailable);
      const refused = new DeadlineUnreachableError(request);
      expectObservable(limitTotal(9)(request, () => fails(refused))).toBe('#', {}, expired(9));
    });
  });

  describe('around the retries', () => {
    it('bounds all attempts and waits together', () => {
      scheduler.run(({ expectObservable }) => {
        const handle = chain([limitTotal(100), retryAfter(20), limitAttempt], () => NEVER);
        // Attempts of 30 ms at 0 and 50; the third begins at 100, which is too late.
        expectObservable(handle(request)).toBe('80ms #', {}, new RequestTimeoutError(request, 30));
      });
    });

    it('ends an attempt that is under way', () => {
      scheduler.run(({ expectObservable }) => {
        const handle = chain([limitTotal(65), retryAfter(20), limitAttempt], () => NEVER);
        expectObservable(handle(request)).toBe('65ms #', {}, expired(65));
      });
    });

    it("fails at once with the server's own error where its Retry-After does not fit", () => {
      const budget = new RetryBudget();
      scheduler.run(({ expectObservable }) => {
        const handle = chain(
          [limitTotal(400), retryRequests(() => new DefaultRetryPolicy(), { retries: 3 }, budget)],
          () => timer(10).pipe(mergeMap(() => fails(limited))),
        );
        expectObservable(handle(request)).toBe('10ms #', {}, limited);
      });

      expect(budget.tokens).toBe(500);
    });
  });

  describe('around the gate', () => {
    it('ends a wait in the queue whose length nobody knows, and leaves the queue', () => {
      const gate = new FlowGate({ concurrency: 1 });
      const next = jasmine.createSpy('next').and.returnValue(NEVER);
      scheduler.run(({ expectObservable }) => {
        gateRequests(gate)(request, () => NEVER).subscribe();
        expectObservable(chain([limitTotal(50), retryAfter(0), gateRequests(gate)], next)(request)).toBe(
          '50ms #',
          {},
          expired(50),
        );
      });

      expect(next).not.toHaveBeenCalled();
      gate.flow$.pipe(take(1)).subscribe(({ queued }) => expect(queued).toBe(0));
    });

    it('refuses at once, as a timeout, what would wait too long', () => {
      const gate = new FlowGate();
      scheduler.run(({ expectObservable }) => {
        gateRequests(gate)(request, () => fails(limited)).subscribe({ error: () => undefined });
        const handle = chain([limitTotal(500), retryAfter(0), gateRequests(gate)], () => of(v));
        expectObservable(handle(request)).toBe('#', {}, expired(500));
        const patient = chain([limitTotal(501), retryAfter(0), gateRequests(gate)], () => of(v));
        expectObservable(patient(request)).toBe('500ms (v|)', { v });
      });
    });
  });
});

describe('all steps that protect the server, in order', () => {
  it('open the circuit for those in the queue too, and recover', () => {
    const scheduler = new TestScheduler(() => undefined);
    const circuits = new HostCircuits({ failures: 3, openFor: 1000 });
    const gate = new FlowGate({ concurrency: 2, rateLimit: { requests: 1, per: 10 } });
    let sent = 0;
    const host: RequestHandler = () =>
      defer(() => {
        sent++;
        return timer(5).pipe(
          mergeMap(() => (scheduler.now() < 900 ? fails(new NetworkError(request)) : of(v))),
        );
      });
    const handle = chain(
      [limitTotal(60_000), retryAfter(100, 0), gateRequests(gate), breakCircuit(circuits), limitAttempt],
      host,
    );
    const outcomes: string[] = [];
    const call = (): void => {
      handle(request).subscribe({
        next: () => outcomes.push('answer'),
        error: (error: unknown) => outcomes.push((error as Error).name),
      });
    };
    scheduler.run(({ flush }) => {
      for (let i = 0; i < 500; i++) call();
      scheduler.schedule(() => {
        // Three were sent, the rest was told as soon as the third had failed.
        expect([sent, outcomes.length]).toEqual([3, 500]);
        outcomes.length = 0;
      }, 40);
      scheduler.schedule(call, 1100);
      scheduler.schedule(() => {
        for (let i = 0; i < 10; i++) call();
      }, 1110);
      flush();

      expect(outcomes).toEqual(Array.from({ length: 11 }, () => 'answer'));
      expect(scheduler.actions.filter(({ closed }) => !closed)).toEqual([]);
    });
  });

  it('free everything when thousands of callers leave at once, in whatever state', () => {
    const scheduler = new TestScheduler(() => undefined);
    const gate = new FlowGate({ concurrency: 10, rateLimit: { requests: 1, per: 1, burst: 5 } });
    const circuits = new HostCircuits();
    const handle = chain(
      [limitTotal(60_000), retryAfter(50), gateRequests(gate), breakCircuit(circuits), limitAttempt],
      ({ attempt }) => (attempt === 1 ? fails(limitedBriefly) : concat(takes(10), NEVER)),
    );
    scheduler.run(({ flush }) => {
      const calls = Array.from({ length: 5000 }, () => handle(request).subscribe());
      scheduler.schedule(() => {
        for (const call of calls) call.unsubscribe();

        expect(scheduler.actions.filter(({ closed }) => !closed)).toEqual([]);
        gate.flow$
          .pipe(take(1))
          .subscribe(({ inFlight, queued }) => expect([inFlight, queued]).toEqual([0, 0]));
      }, 200);
      flush();
    });
  });
});
