import { ConfigurationError } from '../errors/client-error';
import {
  CircuitBreaker,
  type CircuitBreakerOptions,
  type CircuitPermit,
  type CircuitState,
} from './circuit-breaker';

/** One step of a story: an outcome at a time, or the state that is expected by then. */
type Step = readonly [
  now: number,
  outcome: 'success' | 'failure' | 'ignored' | 'refused',
  state: CircuitState,
];

const pass = (breaker: CircuitBreaker, now: number): CircuitPermit => {
  const permit = breaker.tryEnter(now);
  if (!permit) throw new Error(`refused at ${String(now)}`);
  return permit;
};
const opened = (options: CircuitBreakerOptions = {}): CircuitBreaker => {
  const breaker = new CircuitBreaker({ failures: 1, openFor: 100, ...options });
  pass(breaker, 0).settle('failure', 0);
  return breaker;
};

describe('CircuitBreaker', () => {
  const stories: readonly (readonly [string, CircuitBreakerOptions, readonly Step[]])[] = [
    [
      'opens at the failures in a row',
      { failures: 3 },
      [
        [0, 'failure', 'closed'],
        [1, 'failure', 'closed'],
        [2, 'failure', 'open'],
        [3, 'refused', 'open'],
      ],
    ],
    [
      'begins anew after a success',
      { failures: 2 },
      [
        [0, 'failure', 'closed'],
        [1, 'success', 'closed'],
        [2, 'failure', 'closed'],
        [3, 'failure', 'open'],
      ],
    ],
    [
      'passes over what says nothing',
      { failures: 2 },
      [
        [0, 'failure', 'closed'],
        [1, 'ignored', 'closed'],
        [2, 'failure', 'open'],
      ],
    ],
    [
      'closes with a successful probe, at the exact ms',
      { failures: 1, openFor: 100 },
      [
        [0, 'failure', 'open'],
        [99, 'refused', 'open'],
        [100, 'success', 'closed'],
        [100, 'success', 'closed'],
      ],
    ],
    [
      'opens again with a failed probe, for as long',
      { failures: 5, openFor: 100 },
      [
        ...[0, 1, 2, 3].map((now): Step => [now, 'failure', 'closed']),
        [4, 'failure', 'open'],
        [104, 'failure', 'open'],
        [203, 'refused', 'open'],
        [204, 'success', 'closed'],
      ],
    ],
    [
      'counts from zero once it has closed again',
      { failures: 2, openFor: 10 },
      [
        [0, 'failure', 'closed'],
        [1, 'failure', 'open'],
        [11, 'success', 'closed'],
        [12, 'failure', 'closed'],
        [13, 'failure', 'open'],
      ],
    ],
    [
      'stays half-open behind a probe that says nothing',
      { failures: 1, openFor: 10 },
      [
        [0, 'failure', 'open'],
        [10, 'ignored', 'half-open'],
        [10, 'ignored', 'half-open'],
        [10, 'success', 'closed'],
      ],
    ],
    [
      'wants as many probes as it is told',
      { failures: 1, openFor: 10, probes: 2 },
      [
        [0, 'failure', 'open'],
        [10, 'success', 'half-open'],
        [20, 'success', 'closed'],
      ],
    ],
    [
      'opens with one failure among the probes',
      { failures: 1, openFor: 10, probes: 3 },
      [
        [0, 'failure', 'open'],
        [10, 'success', 'half-open'],
        [11, 'failure', 'open'],
        [12, 'refused', 'open'],
        [21, 'success', 'half-open'],
        [22, 'success', 'half-open'],
        [23, 'success', 'closed'],
      ],
    ],
    [
      'probes when the clock was set back, instead of staying open for that long',
      { failures: 1, openFor: 100 },
      [
        [1_000_000, 'failure', 'open'],
        [5, 'success', 'closed'],
      ],
    ],
    [
      'opens at a share of the sample, once that is large enough',
      { failures: { ratio: 0.5, window: 1000, minimum: 4 } },
      [
        [0, 'failure', 'closed'],
        [1, 'failure', 'closed'],
        [2, 'success', 'closed'],
        [3, 'failure', 'open'],
      ],
    ],
    [
      'never opens with a success',
      { failures: { ratio: 0.5, window: 1000, minimum: 2 } },
      [
        [0, 'failure', 'closed'],
        [1, 'success', 'closed'],
        [2, 'success', 'closed'],
        [3, 'failure', 'open'],
      ],
    ],
    [
      'forgets what left the window',
      { failures: { ratio: 0.5, window: 1000, minimum: 2 } },
      [
        [0, 'failure', 'closed'],
        [1000, 'failure', 'closed'],
        [2500, 'failure', 'closed'],
        [3399, 'failure', 'open'],
      ],
    ],
    [
      'opens at a ratio of 1 with failures only',
      { failures: { ratio: 1, window: 1000, minimum: 1 } },
      [
        [0, 'success', 'closed'],
        [1, 'failure', 'closed'],
        [1200, 'failure', 'open'],
      ],
    ],
    [
      'samples anew after it has closed',
      { failures: { ratio: 0.5, window: 100_000, minimum: 2 }, openFor: 10 },
      [
        [0, 'failure', 'closed'],
        [1, 'failure', 'open'],
        [11, 'success', 'closed'],
        [12, 'failure', 'closed'],
        [13, 'failure', 'open'],
      ],
    ],
    [
      'drops the sample when the clock was set back',
      { failures: { ratio: 0.5, window: 1000, minimum: 2 } },
      [
        [9_000_000, 'failure', 'closed'],
        [5, 'failure', 'closed'],
        [6, 'failure', 'open'],
      ],
    ],
  ];
  for (const [story, options, steps] of stories) {
    it(story, () => {
      const breaker = new CircuitBreaker(options);
      for (const [now, outcome, state] of steps) {
        const permit = breaker.tryEnter(now);

        expect(permit === undefined)
          .withContext(`refused at ${String(now)}`)
          .toBe(outcome === 'refused');
        if (outcome !== 'refused') permit?.settle(outcome, now);

        expect(breaker.state)
          .withContext(`state at ${String(now)}`)
          .toBe(state);
      }
    });
  }

  it('opens after 10 failures, for 10 s, with 1 probe, by default', () => {
    const breaker = new CircuitBreaker();
    for (let i = 0; i < 9; i++) pass(breaker, 0).settle('failure', 0);

    expect(breaker.state).toBe('closed');
    pass(breaker, 0).settle('failure', 0);

    expect([breaker.state, breaker.retryAfter(0), breaker.retryAfter(9_999)]).toEqual(['open', 10_000, 1]);
    expect(breaker.tryEnter(9_999)).toBeUndefined();
    expect(breaker.tryEnter(10_000)).toBeDefined();
    expect(breaker.tryEnter(10_000)).toBeUndefined();
  });

  it('lets as many probes run at the same time as it is told, and no more than are needed', () => {
    const breaker = opened({ probes: 3 });
    const probes = [pass(breaker, 100), pass(breaker, 100), pass(breaker, 100)];

    expect(breaker.tryEnter(100)).toBeUndefined();
    probes[0]!.settle('success', 101);

    expect(breaker.tryEnter(101)).toBeUndefined();
    probes[1]!.settle('ignored', 102);
    pass(breaker, 102).settle('success', 102);

    expect(breaker.state).toBe('half-open');
    probes[2]!.settle('success', 103);

    expect(breaker.state).toBe('closed');
  });

  it('says when the next probe may go', () => {
    const breaker = opened();

    expect([0, 40, 99, 100, 5000].map((now) => breaker.retryAfter(now))).toEqual([100, 60, 1, 0, 0]);
    const probe = pass(breaker, 150);

    expect(breaker.retryAfter(160)).toBe(100);
    probe.settle('success', 170);

    expect(breaker.retryAfter(170)).toBe(0);
  });

  describe('ignores outcomes of another time', () => {
    it('failures of attempts from before it opened do not open it again, nor for longer', () => {
      const breaker = new CircuitBreaker({ failures: 1, openFor: 100 });
      const [late, later, latest] = [pass(breaker, 0), pass(breaker, 0), pass(breaker, 0)];
      pass(breaker, 0).settle('failure', 0);
      late.settle('failure', 50);

      expect(breaker.retryAfter(50)).toBe(50);
      const probe = pass(breaker, 100);
      later.settle('failure', 101);

      expect(breaker.state).toBe('half-open');
      probe.settle('success', 102);
      latest.settle('failure', 103);

      expect(breaker.state).toBe('closed');
    });

    it('a success from before does not close it', () => {
      const breaker = new CircuitBreaker({ failures: 1, openFor: 100 });
      const late = pass(breaker, 0);
      pass(breaker, 0).settle('failure', 0);
      pass(breaker, 100);
      late.settle('success', 101);

      expect(breaker.state).toBe('half-open');
    });

    it('a probe from an earlier half-open time makes no room in a later one', () => {
      const breaker = opened({ probes: 2 });
      const [slow, failing] = [pass(breaker, 100), pass(breaker, 100)];
      failing.settle('failure', 100);
      pass(breaker, 200);
      pass(breaker, 200);
      slow.settle('ignored', 201);

      expect(breaker.tryEnter(201)).toBeUndefined();
    });
  });

  it('counts the first outcome of a permit only', () => {
    const breaker = new CircuitBreaker({ failures: 2 });
    const permit = pass(breaker, 0);
    for (let i = 0; i < 5; i++) permit.settle('failure', 0);

    expect(breaker.state).toBe('closed');

    const halfOpen = opened();
    const probe = pass(halfOpen, 100);
    probe.settle('ignored', 100);
    probe.settle('ignored', 100);
    pass(halfOpen, 100);

    expect(halfOpen.tryEnter(100)).toBeUndefined();
  });

  describe('state$', () => {
    it('gives the current state, then each change, never the same twice', () => {
      const breaker = new CircuitBreaker({ failures: 1, openFor: 10 });
      const [early, late]: [CircuitState[], CircuitState[]] = [[], []];
      breaker.state$.subscribe((state) => early.push(state));
      pass(breaker, 0).settle('success', 0);
      pass(breaker, 0).settle('failure', 0);
      breaker.state$.subscribe((state) => late.push(state));
      pass(breaker, 10).settle('failure', 10);
      pass(breaker, 20).settle('success', 20);

      expect(early).toEqual(['closed', 'open', 'half-open', 'open', 'half-open', 'closed']);
      expect(late).toEqual(early.slice(1));
    });

    it('ends with the latest state for all, though one of them changes it in between', () => {
      const breaker = new CircuitBreaker({ failures: 1, openFor: 0 });
      const [first, second]: [CircuitState[], CircuitState[]] = [[], []];
      breaker.state$.subscribe((state) => {
        first.push(state);
        if (state === 'open') pass(breaker, 0);
      });
      breaker.state$.subscribe((state) => second.push(state));
      pass(breaker, 0).settle('failure', 0);

      expect(first).toEqual(['closed', 'open', 'half-open']);
      expect(second.at(-1)).toBe('half-open');
    });
  });

  const invalid: readonly (readonly [string, CircuitBreakerOptions])[] = [
    ['failures', { failures: 0 }],
    ['failures', { failures: 1.5 }],
    ['failures', { failures: NaN }],
    ['openFor', { openFor: -1 }],
    ['openFor', { openFor: Infinity }],
    ['probes', { probes: 0 }],
    ['failures.ratio', { failures: { ratio: 0, window: 1, minimum: 1 } }],
    ['failures.ratio', { failures: { ratio: 1.1, window: 1, minimum: 1 } }],
    ['failures.window', { failures: { ratio: 1, window: 0, minimum: 1 } }],
    ['failures.minimum', { failures: { ratio: 1, window: 1, minimum: 0 } }],
  ];
  for (const [name, options] of invalid) {
    it(`refuses ${JSON.stringify(options)}`, () => {
      expect(() => new CircuitBreaker(options)).toThrowMatching(
        (error) => error instanceof ConfigurationError && error.message.startsWith(`circuitBreaker.${name} `),
      );
    });
  }
});
