import type { AxiosResponse } from 'axios';
import {
  concat,
  defer,
  EMPTY,
  NEVER,
  type Observable,
  of,
  Subject,
  take,
  throwError,
  timer,
  mergeMap,
  expand,
} from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { aRequest } from '../../spec/a-request';
import { apiErrorForStatus } from '../errors/api-error-for-status';
import { CircuitOpenError } from '../errors/circuit-open-error';
import { ClientError, ConfigurationError, InvalidArgumentError } from '../errors/client-error';
import { chain, type RequestHandler } from '../http/request-handler';
import { DefaultRetryPolicy } from '../policies/default-retry-policy';
import { breakCircuit, refuseWhileOpen } from './break-circuit';
import { retryRequests } from './retry';
import { HostCircuits } from './host-circuits';
import { limitTotal } from './limit-total';

const request = aRequest({
  url: 'https://api.test:8443/api/v1/edc/studies/JANE/records',
  route: '/api/v1/edc/studies/{studyKey}/records',
  params: { filter: 'subjectKey==JANE' },
});
const host = 'api.test:8443';
const v = { status: 200 } as AxiosResponse;
const unavailable = apiErrorForStatus({ status: 503 });
const fails = (error: unknown): Observable<never> => throwError(() => error);

function counting(answer: (attempt: number) => Observable<AxiosResponse>): RequestHandler & { sent: number } {
  const handler = Object.assign((() => defer(() => answer(++handler.sent))) as RequestHandler, { sent: 0 });
  return handler;
}

describe('breakCircuit', () => {
  let scheduler: TestScheduler;
  let circuits: HostCircuits;

  beforeEach(() => {
    scheduler = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
    circuits = new HostCircuits({ failures: 2, openFor: 100 });
  });

  const state = (): string => circuits.of(host).state;
  const call = (next: RequestHandler, url = request.url): string => {
    let outcome = 'pending';
    breakCircuit(circuits)({ ...request, url }, next).subscribe({
      next: () => (outcome = 'answer'),
      error: (error: unknown) => (outcome = (error as Error).name),
    });
    return outcome;
  };
  const trip = (): void => {
    call(() => fails(unavailable));
    call(() => fails(unavailable));
  };

  it('sends nothing while the circuit is open, and says what to do', () => {
    const next = counting(() => of(v));
    scheduler.run(({ expectObservable, flush }) => {
      trip();
      scheduler.schedule(() => {
        expectObservable(breakCircuit(circuits)(request, next)).toBe(
          '40ms #',
          {},
          new CircuitOpenError(request, host, 60),
        );
      }, 40);
      flush();
    });

    expect(next.sent).toBe(0);
  });

  it('errors with a ClientError that carries no value of the URL', () => {
    const error = new CircuitOpenError(request, host, 60);

    expect(error).toBeInstanceOf(ClientError);
    expect([error.name, error.retryAfter, error.host]).toEqual(['CircuitOpenError', 60, host]);
    expect(error.message).toContain('60 ms');
    expect(`${String(error)}${JSON.stringify(error)}${error.stack ?? ''}`).not.toContain('JANE');
  });

  it('keeps a circuit for each host, and for each instance', () => {
    trip();

    expect(call(() => of(v))).toBe('CircuitOpenError');
    expect(call(() => of(v), 'https://api.test:9443/x')).toBe('answer');
    expect(call(() => of(v), 'https://API.test:8443/other')).toBe('CircuitOpenError');
    circuits = new HostCircuits();

    expect(call(() => of(v))).toBe('answer');
  });

  it('passes on an address that is none as an error, and breaks nothing', () => {
    let error: unknown;
    breakCircuit(circuits)({ ...request, url: 'JANE' }, () => of(v)).subscribe({
      error: (e: unknown) => (error = e),
    });

    expect(error).toBeInstanceOf(InvalidArgumentError);
  });

  it('refuses bad options at once', () => {
    expect(() => new HostCircuits({ openFor: -1 })).toThrowError(ConfigurationError);
  });

  const sources: readonly (readonly [string, RequestHandler, string])[] = [
    ['a step behind it that throws', () => fails(unavailable), 'open'],
    [
      'a step behind it that throws instead of erroring',
      () => {
        throw unavailable as Error;
      },
      'open',
    ],
    ['a 404', () => fails(apiErrorForStatus({ status: 404 })), 'closed'],
    ['a 429', () => fails(apiErrorForStatus({ status: 429 })), 'closed'],
    ['an error of the client', () => fails(new InvalidArgumentError('x')), 'closed'],
    ['an answer', () => of(v), 'closed'],
    ['an answer that never completes', () => concat(of(v), NEVER), 'closed'],
  ];
  for (const [story, next, expected] of sources) {
    it(`is ${expected} after several times ${story}`, () => {
      for (let i = 0; i < 5; i++) call(next);

      expect(state()).toBe(expected);
    });
  }

  it('counts nothing for a caller who unsubscribes', () => {
    for (let i = 0; i < 10; i++) {
      breakCircuit(circuits)(request, () => NEVER)
        .subscribe()
        .unsubscribe();
    }

    expect(state()).toBe('closed');
  });

  it('counts the answer for one who unsubscribes in it', () => {
    scheduler.run(({ flush }) => {
      trip();
      scheduler.schedule(() => {
        breakCircuit(circuits)(request, () => concat(of(v), NEVER))
          .pipe(take(1))
          .subscribe();
      }, 100);
      flush();
    });

    expect(state()).toBe('closed');
  });

  it('lets one probe through after openFor, and all when it succeeds', () => {
    scheduler.run(({ flush }) => {
      trip();
      const probe = new Subject<AxiosResponse>();
      scheduler.schedule(() => {
        expect(call(() => probe)).toBe('pending');
        expect([state(), call(() => of(v))]).toEqual(['half-open', 'CircuitOpenError']);
      }, 100);
      scheduler.schedule(() => {
        probe.next(v);

        expect([state(), call(() => of(v))]).toEqual(['closed', 'answer']);
      }, 150);
      flush();
    });
  });

  it('is closed by the time the caller hears of the probe', () => {
    scheduler.run(({ flush }) => {
      trip();
      const seen: string[] = [];
      scheduler.schedule(() => {
        breakCircuit(circuits)(request, () => of(v)).subscribe(() =>
          seen.push(
            state(),
            call(() => of(v)),
          ),
        );
      }, 100);
      flush();

      expect(seen).toEqual(['closed', 'answer']);
    });
  });

  it('is open by the time the caller hears of the failure', () => {
    const seen: string[] = [];
    call(() => fails(unavailable));
    breakCircuit(circuits)(request, () => fails(unavailable)).subscribe({
      error: () =>
        seen.push(
          state(),
          call(() => of(v)),
        ),
    });

    expect(seen).toEqual(['open', 'CircuitOpenError']);
  });

  const abandoned: readonly (readonly [string, RequestHandler])[] = [
    ['is unsubscribed', () => NEVER],
    ['completes without an answer', () => EMPTY],
    ['fails for a reason of the client', () => fails(new InvalidArgumentError('x'))],
  ];
  for (const [story, next] of abandoned) {
    it(`gives the place of a probe to the next call when it ${story}`, () => {
      scheduler.run(({ flush }) => {
        trip();
        scheduler.schedule(() => {
          breakCircuit(circuits)(request, next)
            .subscribe({ error: () => undefined })
            .unsubscribe();

          expect(state()).toBe('half-open');
          expect(call(() => of(v))).toBe('answer');
          expect(state()).toBe('closed');
        }, 100);
        flush();
      });
    });
  }

  it('aborts the attempt on unsubscribe, before another probe may start', () => {
    const log: string[] = [];
    scheduler.run(({ flush }) => {
      trip();
      scheduler.schedule(() => {
        const probe = new Subject<AxiosResponse>();
        const subscription = breakCircuit(circuits)(request, () => probe).subscribe();
        subscription.add(() => log.push(`${String(probe.observed)} ${call(() => of(v))}`));
        subscription.unsubscribe();
      }, 100);
      flush();
    });

    expect(log).toEqual(['false answer']);
  });

  it('counts each attempt inside the retries, and does not retry an open circuit', () => {
    const next = counting(() => fails(unavailable));
    scheduler.run(({ expectObservable }) => {
      const handle = chain(
        [
          retryRequests(() => new DefaultRetryPolicy(), { retries: 5, backoffFactor: 0 }),
          breakCircuit(circuits),
        ],
        next,
      );
      expectObservable(handle(request)).toBe('#', {}, new CircuitOpenError(request, host, 100));
    });

    expect(next.sent).toBe(2);
  });

  it('recovers: pages fail while it is open, the first behind it probes, and all the rest go through', () => {
    const next = counting(() =>
      timer(5).pipe(mergeMap(() => (scheduler.now() < 50 ? fails(unavailable) : of(v)))),
    );
    const outcomes: string[] = [];
    scheduler.run(({ flush }) => {
      const page = (): Observable<AxiosResponse> => breakCircuit(circuits)(request, next);
      for (const start of [0, 10, 20, 60, 114]) {
        scheduler.schedule(() => {
          page().subscribe({ error: (error: unknown) => outcomes.push((error as Error).name) });
        }, start);
      }
      scheduler.schedule(() => {
        page()
          .pipe(expand((_, index) => (index < 20 ? page() : EMPTY)))
          .subscribe(() => outcomes.push('page'));
      }, 115);
      flush();
    });

    expect(outcomes).toEqual([
      ...['ServerError', 'ServerError', 'CircuitOpenError', 'CircuitOpenError', 'CircuitOpenError'],
      ...Array.from({ length: 21 }, () => 'page'),
    ]);
    expect(state()).toBe('closed');
  });

  it('counts an attempt that the deadline of its call ends, as the host hangs', () => {
    scheduler.run(({ flush }) => {
      const handle = chain([limitTotal(20), breakCircuit(circuits)], () => NEVER);
      for (let i = 0; i < 2; i++) handle(request).subscribe({ error: () => undefined });
      flush();
    });

    expect(state()).toBe('open');
  });

  it('has no timer', () => {
    scheduler.run(() => {
      trip();

      expect(scheduler.actions).toEqual([]);
    });
  });
});

describe('refuseWhileOpen', () => {
  const circuits = (): HostCircuits => {
    const made = new HostCircuits({ failures: 1, openFor: 100 });
    breakCircuit(made)(request, () => fails(unavailable)).subscribe({ error: () => undefined });
    return made;
  };

  it('refuses while the circuit is open, and takes no place of a probe behind it', () => {
    const scheduler = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
    const next = counting(() => of(v));
    scheduler.run(({ expectObservable }) => {
      const shared = circuits();
      const handle = chain([refuseWhileOpen(shared), breakCircuit(shared)], next);
      expectObservable(handle(request)).toBe('#', {}, new CircuitOpenError(request, host, 100));
      expectObservable(
        refuseWhileOpen(shared)(request, () => NEVER),
        '100ms ^',
      ).toBe('-');
      expectObservable(handle(request), '100ms ^').toBe('100ms (v|)', { v });
    });

    expect(next.sent).toBe(1);
  });
});
