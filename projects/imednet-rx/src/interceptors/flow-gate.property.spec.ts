import type { AxiosResponse } from 'axios';
import fc from 'fast-check';
import { finalize, map, NEVER, type Observable, of, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { aRequest } from '../../spec/a-request';
import { holds, must, mustBe } from '../../spec/holds';
import { type Flow, FlowGate, type FlowOptions, type GateSlot } from './flow-gate';
import { gateRequests } from './gate-requests';

const request = aRequest();
const answer = { status: 200 } as AxiosResponse;

/** What one who is admitted does before it returns. */
type OnAdmission = 'holds' | 'releases' | 'lets the next one leave' | 'lets another enter';

type Command =
  | { readonly does: 'enter'; readonly then: OnAdmission }
  /** Whom is decided by `which`, modulo those that there are. */
  | { readonly does: 'leave' | 'release'; readonly which: number }
  | { readonly does: 'wait'; readonly ms: number };

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    does: fc.constant('enter' as const),
    then: fc.constantFrom<OnAdmission>(
      ...(['holds', 'holds', 'releases', 'lets the next one leave', 'lets another enter'] as const),
    ),
  }),
  fc.record({ does: fc.constantFrom('leave' as const, 'release' as const), which: fc.nat(20) }),
  fc.record({ does: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 30 }) }),
);

const limits: fc.Arbitrary<FlowOptions & { concurrency: number }> = fc
  .record({
    concurrency: fc.integer({ min: 1, max: 4 }),
    rateLimit: fc.option(
      fc.record({
        requests: fc.integer({ min: 1, max: 5 }),
        per: fc.integer({ min: 1, max: 50 }),
        burst: fc.integer({ min: 1, max: 3 }),
      }),
      { nil: undefined },
    ),
  })
  .map(({ concurrency, rateLimit }) => ({ concurrency, ...(rateLimit && { rateLimit }) }));

const virtually = (story: (scheduler: TestScheduler, flush: () => void) => void): void => {
  const scheduler = new TestScheduler(() => undefined);
  scheduler.run(({ flush }) => {
    story(scheduler, flush);
  });
};

const flowOf = (gate: FlowGate): Flow => {
  const flows: Flow[] = [];
  gate.flow$.subscribe((flow) => flows.push(flow)).unsubscribe();
  return flows[0]!;
};

/** All who ever entered a gate, numbered in the order of their arrival. */
class Crowd {
  readonly #gate: FlowGate;
  /** Who waits, with the way out as soon as it is known: one who is being let in has none yet. */
  readonly #waiting = new Map<number, (() => void) | undefined>();
  readonly #slots = new Map<number, GateSlot>();
  readonly admitted: number[] = [];
  readonly left: number[] = [];
  arrived = 0;
  /** Most slots that were held at the same time. */
  most = 0;
  #closing = false;

  constructor(gate: FlowGate) {
    this.#gate = gate;
  }

  get inFlight(): number {
    return this.#slots.size;
  }

  get queued(): number {
    return this.#waiting.size;
  }

  enter(then: OnAdmission): void {
    const number = this.arrived++;
    this.#waiting.set(number, undefined);
    const leave = this.#gate.enter((slot) => {
      this.#waiting.delete(number);
      this.#slots.set(number, slot);
      this.admitted.push(number);
      this.most = Math.max(this.most, this.#slots.size);
      if (then === 'lets the next one leave') this.leave(0);
      if (then === 'lets another enter') this.enter('holds');
      if (then === 'releases' || this.#closing) this.#release(number);
    });
    if (this.#waiting.has(number)) this.#waiting.set(number, leave);
  }

  leave(which: number): void {
    const all = [...this.#waiting].filter(([, way]) => way !== undefined);
    const [number, way] = all[which % all.length] ?? [];
    if (number === undefined) return;
    this.#waiting.delete(number);
    this.left.push(number);
    way?.();
  }

  release(which: number): void {
    const number = [...this.#slots.keys()][which % this.#slots.size];
    if (number !== undefined) this.#release(number);
  }

  /** From now on nobody holds a slot any more. */
  close(): void {
    this.#closing = true;
    for (const number of [...this.#slots.keys()]) this.#release(number);
  }

  #release(number: number): void {
    const slot = this.#slots.get(number);
    this.#slots.delete(number);
    slot?.release();
    // A second time must change nothing.
    slot?.release();
  }
}

describe('FlowGate', () => {
  it('admits in the order of arrival, passes over who has left, and lets nobody wait while there is room', () =>
    holds(
      fc.property(limits, fc.array(command, { maxLength: 60 }), (options, commands) => {
        virtually((scheduler, flush) => {
          const gate = new FlowGate(options);
          const crowd = new Crowd(gate);
          const problems: string[] = [];
          // The last one closes the crowd.
          let toCome = commands.filter(({ does }) => does !== 'wait').length + 1;
          const look = (does: string): void => {
            const { inFlight, queued } = flowOf(gate);
            if (inFlight !== crowd.inFlight || queued !== crowd.queued)
              problems.push(`wrong flow after ${does}`);
            if (options.rateLimit === undefined && queued > 0 && inFlight < options.concurrency) {
              problems.push(`somebody waits for nothing after ${does}`);
            }
            if ((queued === 0 || inFlight === options.concurrency) && timersOf(scheduler) > toCome) {
              problems.push(`a timer for nobody after ${does}`);
            }
          };
          let now = 0;
          for (const each of commands) {
            if (each.does === 'wait') now += each.ms;
            else {
              scheduler.schedule(() => {
                toCome -= 1;
                if (each.does === 'enter') crowd.enter(each.then);
                else crowd[each.does](each.which);
                look(each.does);
              }, now);
            }
          }
          scheduler.schedule(() => {
            crowd.close();
          }, now + 1);
          flush();

          mustBe(problems, [], 'problems');
          must(crowd.most <= options.concurrency, `${crowd.most} at the same time`);
          mustBe(
            crowd.admitted,
            Array.from({ length: crowd.arrived }, (_, index) => index).filter(
              (number) => !crowd.left.includes(number),
            ),
            'admitted',
          );
          mustBe(idle(gate, scheduler), IDLE, 'in the end');
        });
      }),
    ));

  it('has every slot back in the end, however attempts end, and sends nothing for who unsubscribed before', () => {
    const attempt = fc.record({
      at: fc.nat(100),
      takes: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 40 })),
      ends: fc.constantFrom('completes', 'fails', 'never'),
      /** Time after which its caller unsubscribes. */
      leaves: fc.option(fc.nat(60), { nil: undefined }),
    });
    return holds(
      fc.property(limits, fc.array(attempt, { maxLength: 40 }), (options, attempts) => {
        virtually((scheduler, flush) => {
          const gate = new FlowGate(options);
          let [running, most, settled] = [0, 0, 0];
          const waiting = new Set<number>();
          const problems: string[] = [];
          attempts.forEach(({ at, takes, ends, leaves }, number) => {
            let left = false;
            const send = (): Observable<AxiosResponse> => {
              waiting.delete(number);
              if (left) problems.push(`${number} is sent, though nobody wants it`);
              most = Math.max(most, ++running);
              const ended$ = takes === 0 ? of(answer) : timer(takes).pipe(map(() => answer));
              const story$: Observable<AxiosResponse> = {
                completes: ended$,
                fails: ended$.pipe(
                  map(() => {
                    throw new Error('unavailable');
                  }),
                ),
                never: NEVER,
              }[ends];
              return story$.pipe(finalize(() => (running -= 1)));
            };
            scheduler.schedule(() => {
              waiting.add(number);
              const subscription = gateRequests(gate)(request, send).subscribe({ error: () => undefined });
              subscription.add(() => (settled += 1));
              // Nobody waits for ever for what never ends.
              const patience = leaves ?? (ends === 'never' ? 500 : undefined);
              if (patience === undefined) return;
              scheduler.schedule(() => {
                left = true;
                subscription.unsubscribe();
                waiting.delete(number);
                if (flowOf(gate).queued !== waiting.size)
                  problems.push(`${number} has left, but not the queue`);
              }, patience);
            }, at);
          });
          flush();

          must(most <= options.concurrency, `${most} at the same time`);
          mustBe([running, settled], [0, attempts.length], 'running, settled');
          mustBe(problems, [], 'problems');
          mustBe(idle(gate, scheduler), IDLE, 'in the end');
        });
      }),
    );
  });
});

const IDLE = { inFlight: 0, queued: 0, timers: 0 };

function timersOf(scheduler: TestScheduler): number {
  return scheduler.actions.filter(({ closed }) => !closed).length;
}

function idle(gate: FlowGate, scheduler: TestScheduler): typeof IDLE {
  const { inFlight, queued } = flowOf(gate);
  return { inFlight, queued, timers: timersOf(scheduler) };
}
