import type { AxiosResponse } from 'axios';
import {
  concat,
  defer,
  EMPTY,
  expand,
  finalize,
  mergeMap,
  NEVER,
  type Observable,
  of,
  Subject,
  type Subscription,
  take,
  takeUntil,
  throwError,
  timer,
} from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { aRequest } from '../../spec/a-request';
import { apiErrorForStatus } from '../errors/api-error-for-status';
import { CircuitOpenError } from '../errors/circuit-open-error';
import { ConfigurationError } from '../errors/client-error';
import type { ImednetRequest } from '../http/imednet-request';
import { chain, type RequestHandler } from '../http/request-handler';
import { DefaultRetryPolicy } from '../policies/default-retry-policy';
import { retryRequests } from './retry';
import { DeadlineUnreachableError } from './deadline';
import { type Flow, FlowGate, type FlowOptions } from './flow-gate';
import { gateRequests } from './gate-requests';

const request = aRequest();
const v = { status: 200 } as AxiosResponse;
const unavailable = apiErrorForStatus({ status: 503 });
const limited = (retryAfter?: number): unknown => apiErrorForStatus({ status: 429, retryAfter });
const fails = (error: unknown): Observable<never> => throwError(() => error);
const takes = (ms: number): Observable<AxiosResponse> => timer(ms).pipe(mergeMap(() => of(v)));

describe('gateRequests', () => {
  let scheduler: TestScheduler;
  let gate: FlowGate;
  let log: string[];
  let peak: number;
  let running: number;

  beforeEach(() => {
    scheduler = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
    log = [];
    peak = running = 0;
  });

  const flow = (): Flow => {
    let current: Flow | undefined;
    gate.flow$.pipe(take(1)).subscribe((value) => (current = value));
    return current!;
  };
  const idle = (): void => {
    expect([flow().inFlight, flow().queued]).toEqual([0, 0]);
    expect(scheduler.actions.filter(({ closed }) => !closed)).toEqual([]);
  };
  /** Counts what is under way in a source. */
  const counted = (source: Observable<AxiosResponse>): Observable<AxiosResponse> =>
    defer(() => {
      peak = Math.max(peak, ++running);
      return source.pipe(finalize(() => running--));
    });
  /** Sends one, and logs when it starts and how it ends, in virtual time. */
  const send = (name: string, source: Observable<AxiosResponse>, deadline?: number): Subscription => {
    const at = (event: string): number => log.push(`${String(scheduler.now())} ${name} ${event}`);
    const own: ImednetRequest = { ...request, ...(deadline === undefined ? {} : { deadline }) };
    const next: RequestHandler = () =>
      defer(() => {
        at('starts');
        return counted(source);
      });
    return gateRequests(gate)(own, next).subscribe({
      error: (error: unknown) => at((error as Error).name),
      complete: () => at('ends'),
    });
  };
  const run = (options: FlowOptions, story: () => void): void => {
    gate = new FlowGate(options);
    scheduler.run(({ flush }) => {
      story();
      flush();
      idle();
    });
  };
  const at = (ms: number, work: () => void): void => {
    scheduler.schedule(work, ms);
  };

  it('sends at once without limits', () => {
    run({}, () => {
      for (const name of ['a', 'b', 'c']) send(name, takes(10));

      expect(flow()).toEqual({ inFlight: 3, queued: 0, rate: Infinity, pausedUntil: undefined });
    });

    expect(log).toEqual([
      ...['0 a starts', '0 b starts', '0 c starts'],
      ...['10 a ends', '10 b ends', '10 c ends'],
    ]);
  });

  it('keeps to the concurrency, in the order of arrival', () => {
    run({ concurrency: 2 }, () => {
      send('a', takes(10));
      send('b', takes(30));
      send('c', takes(10));
      send('d', takes(10));

      expect(flow()).toEqual({ inFlight: 2, queued: 2, rate: Infinity, pausedUntil: undefined });
    });

    expect(log).toEqual([
      ...['0 a starts', '0 b starts', '10 a ends', '10 c starts', '20 c ends', '20 d starts'],
      ...['30 b ends', '30 d ends'],
    ]);
    expect(peak).toBe(2);
  });

  describe('passes the slot on', () => {
    const endingsOfA: readonly (readonly [string, Observable<AxiosResponse>, boolean])[] = [
      ['completes', takes(10), false],
      ['completes without an answer', timer(10).pipe(mergeMap(() => EMPTY)), false],
      ['fails', timer(10).pipe(mergeMap(() => fails(unavailable))), false],
      ['is unsubscribed', NEVER, true],
    ];
    for (const [story, source, unsubscribe] of endingsOfA) {
      it(`when an attempt ${story}`, () => {
        run({ concurrency: 1 }, () => {
          const a = send('a', source);
          send('b', takes(5));
          if (unsubscribe) at(10, () => a.unsubscribe());
        });

        expect(log.slice(-2)).toEqual(['10 b starts', '15 b ends']);
        expect(peak).toBe(1);
      });
    }

    it('when a step behind it throws', () => {
      run({ concurrency: 1 }, () => {
        let error: unknown;
        gateRequests(gate)(request, () => {
          throw unavailable as Error;
        }).subscribe({ error: (reason: unknown) => (error = reason) });

        expect(error).toBe(unavailable);
        send('b', of(v));
      });

      expect(log).toEqual(['0 b starts', '0 b ends']);
    });

    it('when the one who takes the answer unsubscribes in it', () => {
      run({ concurrency: 1 }, () => {
        gateRequests(gate)(request, () => counted(concat(takes(10), NEVER)))
          .pipe(take(1))
          .subscribe();
        send('b', takes(1));
      });

      expect(log).toEqual(['10 b starts', '11 b ends']);
      expect(peak).toBe(1);
    });

    it('when that answer comes synchronously, and more would follow', () => {
      run({ concurrency: 1 }, () => {
        gateRequests(gate)(request, () => counted(concat(of(v, v, v), NEVER)))
          .pipe(take(1))
          .subscribe();
        send('b', of(v));
      });

      expect(log).toEqual(['0 b starts', '0 b ends']);
      expect(running).toBe(0);
    });

    it('though a consumer throws', () => {
      run({ concurrency: 1 }, () => {
        gateRequests(gate)(request, () => of(v))
          .pipe(
            mergeMap(() => {
              throw new TypeError('x');
            }),
          )
          .subscribe({ error: () => log.push('TypeError') });
        send('b', of(v));
      });

      expect(log).toEqual(['TypeError', '0 b starts', '0 b ends']);
    });
  });

  it('does not start the next attempt before the one that is cancelled has been aborted', () => {
    run({ concurrency: 1 }, () => {
      const first = send('a', NEVER);
      const second = send('b', NEVER);
      send('c', takes(1));
      at(5, () => first.unsubscribe());
      at(6, () => second.unsubscribe());
    });

    expect(peak).toBe(1);
    expect(log).toEqual(['0 a starts', '5 b starts', '6 c starts', '7 c ends']);
  });

  describe('lets go of one who unsubscribes in the queue', () => {
    it('first, middle or last, without anything sent', () => {
      run({ concurrency: 1 }, () => {
        send('a', takes(10));
        const [b, , d, , f] = ['b', 'c', 'd', 'e', 'f'].map((name) => send(name, takes(1)));
        at(1, () => b!.unsubscribe());
        at(2, () => d!.unsubscribe());
        at(3, () => f!.unsubscribe());
        at(4, () => expect(flow().queued).toBe(2));
      });

      expect(log).toEqual([
        '0 a starts',
        '10 a ends',
        '10 c starts',
        '11 c ends',
        '11 e starts',
        '12 e ends',
      ]);
    });

    for (const [story, options] of [
      ['a token', { rateLimit: { requests: 1, per: 1000 } }],
      ['the end of a pause', { maxPause: 5000 }],
    ] as const) {
      it(`and takes the timer for ${story} along`, () => {
        gate = new FlowGate(options);
        scheduler.run(() => {
          send('a', fails(limited(900)));
          const queued = [send('b', of(v)), send('c', of(v))];

          expect(scheduler.actions.filter(({ closed }) => !closed).length).toBe(1);
          for (const subscription of queued) subscription.unsubscribe();
          idle();
        });

        expect(log.length).toBe(2);
      });
    }

    it('though the admission of one ahead is what unsubscribes it', () => {
      run({ concurrency: 2 }, () => {
        const blockers = [send('x', NEVER), send('y', NEVER)];
        const b: { current?: Subscription } = {};
        send(
          'a',
          defer(() => (b.current?.unsubscribe(), takes(1))),
        );
        b.current = send('b', NEVER);
        send('c', takes(1));
        at(5, () => blockers.forEach((blocker) => blocker.unsubscribe()));
      });

      expect(log).toEqual([
        ...['0 x starts', '0 y starts', '5 a starts', '5 c starts', '6 a ends', '6 c ends'],
      ]);
    });

    it('though it has only just lined up behind the one that unsubscribes it', () => {
      run({}, () => {
        const stop = new Subject<void>();
        // Comes in the ms in which the pause ends, but before the gate's own timer rings.
        at(100, () => {
          const next = jasmine.createSpy('next').and.returnValue(NEVER);
          gateRequests(gate)(request, next).pipe(takeUntil(stop)).subscribe();

          expect(log.at(-1)).toBe('100 b starts');
          expect(next).not.toHaveBeenCalled();
        });
        send('a', fails(limited(100)));
        send(
          'b',
          defer(() => (stop.next(), takes(1))),
        );
      });
    });

    it('though it unsubscribes in its own admission', () => {
      run({ concurrency: 1 }, () => {
        const own: { current?: Subscription } = {};
        const blocker = send('x', NEVER);
        own.current = send(
          'a',
          defer(() => (own.current?.unsubscribe(), NEVER)),
        );
        send('b', takes(1));
        at(5, () => blocker.unsubscribe());
      });

      expect(log).toEqual(['0 x starts', '5 a starts', '5 b starts', '6 b ends']);
      expect(running).toBe(0);
    });
  });

  it('sends nothing for a subscriber who is closed before it starts', () => {
    run({ rateLimit: { requests: 1, per: 1000 } }, () => {
      const next = jasmine.createSpy('next').and.returnValue(of(v));
      of(v)
        .pipe(
          expand(() => gateRequests(gate)(request, next)),
          take(1),
        )
        .subscribe();

      expect(next).not.toHaveBeenCalled();
      send('a', of(v));
    });

    // Nor does it take a token.
    expect(log).toEqual(['0 a starts', '0 a ends']);
  });

  it('frees a slot once, however often it is released', () => {
    run({ concurrency: 1 }, () => {
      gate.enter((slot) => {
        slot.release();
        slot.release();
      });
      send('a', takes(1));
      send('b', takes(1));
    });

    expect(peak).toBe(1);
  });

  it('lets nobody pass who comes while others wait', () => {
    run({ concurrency: 1 }, () => {
      const first = new Subject<AxiosResponse>();
      gateRequests(gate)(request, () => first).subscribe({
        // At this moment the slot is about to be free, and b is the next.
        complete: () => send('c', takes(1)),
      });
      send('b', takes(1));
      at(5, () => first.complete());
    });

    expect(log).toEqual(['5 b starts', '6 b ends', '6 c starts', '7 c ends']);
  });

  it('holds no slot while a retry waits for its delay', () => {
    run({ concurrency: 1 }, () => {
      let attempts = 0;
      const handle = chain(
        [
          retryRequests(() => ({ shouldRetry: () => true, delay: () => 100 }), { retries: 1 }),
          gateRequests(gate),
        ],
        () => defer(() => (++attempts === 1 ? fails(unavailable) : takes(1))),
      );
      handle(request).subscribe({ complete: () => log.push(`${String(scheduler.now())} retried`) });
      send('b', takes(10));
      at(50, () => expect(flow().inFlight).toBe(0));
    });

    expect(log).toEqual(['0 b starts', '10 b ends', '101 retried']);
  });

  describe('limits the rate', () => {
    it('at exact times', () => {
      run({ rateLimit: { requests: 3, per: 100 } }, () => {
        for (const name of ['a', 'b', 'c', 'd', 'e']) send(name, takes(500));
        at(10, () => expect(flow()).toEqual({ inFlight: 1, queued: 4, rate: 30, pausedUntil: undefined }));
      });

      expect(log.filter((line) => line.endsWith('starts'))).toEqual([
        ...['0 a starts', '33 b starts', '66 c starts', '100 d starts', '133 e starts'],
      ]);
    });

    it('together with the concurrency', () => {
      run({ concurrency: 1, rateLimit: { requests: 1, per: 10, burst: 2 } }, () => {
        send('a', takes(25));
        send('b', takes(1));
        send('c', takes(1));
        send('d', takes(1));
      });

      expect(log.filter((line) => line.endsWith('starts'))).toEqual([
        ...['0 a starts', '25 b starts', '26 c starts', '35 d starts'],
      ]);
    });

    it('and asks no token of what an open circuit kept from being sent', () => {
      run({ rateLimit: { requests: 1, per: 1000 } }, () => {
        for (const name of ['a', 'b', 'c']) send(name, fails(new CircuitOpenError(request, 'api.test', 5)));
        send('d', of(v));
      });

      expect(log.filter((line) => line.includes('d '))).toEqual(['0 d starts', '0 d ends']);
    });
  });

  describe('pauses for all', () => {
    it('as long as a 429 asks for; what is under way goes on', () => {
      run({ concurrency: 2 }, () => {
        send('a', takes(10).pipe(mergeMap(() => fails(limited(100)))));
        send('b', takes(50));
        send('c', takes(1));
        at(20, () => {
          send('d', takes(1));

          expect(flow()).toEqual({ inFlight: 1, queued: 2, rate: Infinity, pausedUntil: 110 });
        });
      });

      expect(log).toEqual([
        ...['0 a starts', '0 b starts', '10 a RateLimitError', '50 b ends'],
        ...['110 c starts', '110 d starts', '111 c ends', '111 d ends'],
      ]);
      expect(flow().pausedUntil).toBeUndefined();
    });

    it('until the latest of several ends', () => {
      run({}, () => {
        send('a', takes(10).pipe(mergeMap(() => fails(limited(100)))));
        send('b', takes(20).pipe(mergeMap(() => fails(limited(10)))));
        send('c', takes(30).pipe(mergeMap(() => fails(limited(200)))));
        at(40, () => send('d', of(v)));
      });

      expect(log.slice(-2)).toEqual(['230 d starts', '230 d ends']);
    });

    it('no shorter because a later 429 asks for less', () => {
      run({}, () => {
        send('a', takes(10).pipe(mergeMap(() => fails(limited(100)))));
        send('b', takes(20).pipe(mergeMap(() => fails(limited(10)))));
        at(40, () => send('c', of(v)));
      });

      expect(log.slice(-2)).toEqual(['110 c starts', '110 c ends']);
    });

    const noPause: readonly (readonly [string, unknown])[] = [
      ['a 429 that asks for nothing', limited()],
      ['a 429 that asks for 0', limited(0)],
      ['a 503 that asks for a wait', apiErrorForStatus({ status: 503, retryAfter: 100 })],
    ];
    for (const [story, error] of noPause) {
      it(`but not for ${story}`, () => {
        run({}, () => {
          send('a', fails(error));
          send('b', of(v));
        });

        expect(log.at(-1)).toBe('0 b ends');
        expect(flow().pausedUntil).toBeUndefined();
      });
    }

    it('but never longer than maxPause', () => {
      run({ maxPause: 30 }, () => {
        send('a', fails(limited(Number.MAX_SAFE_INTEGER)));
        send('b', of(v));
      });

      expect(log.at(-1)).toBe('30 b ends');
    });

    it('and the call that was refused comes back through its retry', () => {
      run({ concurrency: 1 }, () => {
        let attempts = 0;
        const handle = chain(
          [retryRequests(() => new DefaultRetryPolicy(), { retries: 1 }), gateRequests(gate)],
          () => defer(() => (++attempts === 1 ? fails(limited(100)) : of(v))),
        );
        handle(request).subscribe({ complete: () => log.push(`${String(scheduler.now())} retried`) });
        send('b', takes(10));
      });

      expect(log).toEqual(['100 b starts', '110 b ends', '110 retried']);
    });
  });

  describe('adapts the rate', () => {
    it('halving it once for a wave of refusals, and feeling its way up again', () => {
      run({ adaptiveRate: { ceiling: 100, increase: 10 } }, () => {
        for (const name of ['a', 'b', 'c']) send(name, timer(40).pipe(mergeMap(() => fails(unavailable))));
        at(100, () => expect(flow().rate).toBe(50));
        at(2000, () => send('d', of(v)));
        at(2001, () => expect(flow().rate).toBeCloseTo(50.2, 5));
      });

      expect(log.filter((line) => line.includes('Error')).length).toBe(3);
    });

    it('below the rate limit', () => {
      gate = new FlowGate({ rateLimit: { requests: 10, per: 1000 }, adaptiveRate: { ceiling: 100 } });

      expect(flow().rate).toBe(10);
    });

    it('not for other failures', () => {
      run({ adaptiveRate: { ceiling: 10 } }, () => {
        send('a', fails(apiErrorForStatus({ status: 500 })));
      });

      expect(flow().rate).toBe(10);
    });

    it('with the new rate for those who already wait', () => {
      run({ adaptiveRate: { ceiling: 10 } }, () => {
        send('a', fails(limited()));
        send('b', of(v));
        send('c', of(v));
      });

      expect(log.filter((line) => line.endsWith('starts'))[1]).toBe('200 b starts');
    });
  });

  describe('keeps the deadline', () => {
    it('refusing at once a wait that is known not to fit', () => {
      run({ rateLimit: { requests: 1, per: 100 } }, () => {
        send('a', of(v));
        send('b', of(v), 150);
        send('c', of(v), 200);
        send('d', of(v), 201);
        send('e', of(v), 300);
      });

      expect(log).toEqual([
        ...['0 a starts', '0 a ends', '0 c DeadlineUnreachableError', '0 e DeadlineUnreachableError'],
        ...['100 b starts', '100 b ends', '200 d starts', '200 d ends'],
      ]);
    });

    it('counting the pause', () => {
      run({}, () => {
        send('a', fails(limited(100)));
        send('b', of(v), 100);
        send('c', of(v), 101);
      });

      expect(log.slice(2)).toEqual(['0 b DeadlineUnreachableError', '100 c starts', '100 c ends']);
    });

    it('with an error that names the route and no value', () => {
      const error = new DeadlineUnreachableError(request);

      expect(error.message).toContain('GET /{segment}: ');
      expect(error.message).not.toContain('api.test');
    });
  });

  describe('flow$', () => {
    it('gives the current flow, then each change, never the same twice', () => {
      run({ concurrency: 1 }, () => {
        const flows: string[] = [];
        gate.flow$.subscribe(({ inFlight, queued }) => flows.push(`${String(inFlight)}/${String(queued)}`));
        send('a', takes(10));
        const b = send('b', of(v));
        b.unsubscribe();
        b.unsubscribe();
        at(20, () => expect(flows).toEqual(['0/0', '1/0', '1/1', '1/0', '0/0']));
      });
    });

    it('may be answered with further requests, in any order', () => {
      run({ concurrency: 1 }, () => {
        const last: Flow[] = [];
        let extra = 3;
        gate.flow$.subscribe(({ inFlight }) => {
          if (inFlight === 0 && extra-- > 0) send(`extra ${String(extra)}`, takes(1));
        });
        gate.flow$.subscribe((value) => (last[0] = value));
        at(50, () => expect(last[0]).toEqual(flow()));
      });

      expect(log.filter((line) => line.endsWith('ends')).length).toBe(3);
    });
  });

  describe('stays flat', () => {
    const many = 20_000;

    it('with thousands in the queue that end synchronously', () => {
      run({ concurrency: 1 }, () => {
        const blocker = send('a', NEVER);
        let ended = 0;
        for (let i = 0; i < many; i++) {
          gateRequests(gate)(request, () => of(v)).subscribe({ complete: () => ended++ });
        }

        expect(flow().queued).toBe(many);
        blocker.unsubscribe();

        expect(ended).toBe(many);
      });
    });

    it('with thousands that ask again in their answer', () => {
      run({ concurrency: 1 }, () => {
        const blocker = send('a', NEVER);
        let ended = 0;
        const again = (): void => {
          gateRequests(gate)(request, () => of(v)).subscribe(() => {
            if (++ended < many) again();
          });
        };
        again();
        blocker.unsubscribe();

        expect(ended).toBe(many);
      });
    });

    it('with thousands that unsubscribe, in any order', () => {
      run({ concurrency: 1, rateLimit: { requests: 1, per: 1 } }, () => {
        const blocker = send('a', NEVER);
        const queued = Array.from({ length: many }, () =>
          gateRequests(gate)(request, () => NEVER).subscribe(),
        );
        queued.filter((_, index) => index % 3 === 1).forEach((subscription) => subscription.unsubscribe());
        queued.reverse().forEach((subscription) => subscription.unsubscribe());

        expect(flow().queued).toBe(0);
        blocker.unsubscribe();
      });
    });
  });

  it('loses no one in a long random mix, and never exceeds its limits', () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 16_807) % 2_147_483_647) % below;
    const starts: number[] = [];
    let settled = 0;
    run({ concurrency: 5, rateLimit: { requests: 1, per: 2, burst: 3 }, maxPause: 20 }, () => {
      for (let i = 0; i < 2000; i++) {
        const [kind, start, length] = [random(10), random(6000), random(12)];
        at(start, () => {
          const source = defer(() => {
            starts.push(scheduler.now());
            if (kind === 0) return fails(limited(15));
            if (kind === 1) return of(v);
            if (kind === 2) return takes(length).pipe(mergeMap(() => fails(unavailable)));
            return takes(length);
          });
          const subscription = gateRequests(gate)(request, () => counted(source)).subscribe({
            error: () => undefined,
          });
          subscription.add(() => settled++);
          if (kind === 3) at(random(20), () => subscription.unsubscribe());
        });
      }
    });

    expect(settled).toBe(2000);
    expect(running).toBe(0);
    expect(peak).toBeLessThanOrEqual(5);
    const dense = starts.map((start) => starts.filter((time) => time >= start && time < start + 100).length);

    expect(Math.max(...dense)).toBeLessThanOrEqual(52);
  });

  const invalid: readonly FlowOptions[] = [
    { concurrency: 0 },
    { concurrency: 1.5 },
    { concurrency: NaN },
    { maxPause: -1 },
    { maxPause: 2 ** 31 },
    { rateLimit: { requests: 0, per: 1 } },
    { adaptiveRate: { ceiling: 0 } },
  ];
  for (const options of invalid) {
    it(`refuses ${JSON.stringify(options)}`, () => {
      expect(() => new FlowGate(options)).toThrowError(ConfigurationError);
    });
  }
});
