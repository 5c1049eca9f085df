import { apiErrorForStatus } from '../errors/api-error-for-status';
import { ConfigurationError } from '../errors/client-error';
import { NetworkError, RequestTimeoutError, ResponseParseError } from '../errors/request-error';
import { createRetryBudget, RetryBudget, type RetryBudgetOptions } from './retry-budget';

const target = { method: 'GET', route: '/api/v1/edc/studies' };
const status = (code: number): unknown => apiErrorForStatus({ status: code });

describe('RetryBudget', () => {
  const costs: readonly (readonly [string, unknown, number])[] = [
    ['a 503', status(503), 5],
    ['a 429', status(429), 5],
    ['a 429 that says when to come back', apiErrorForStatus({ status: 429, retryAfter: 1000 }), 5],
    ['an unreadable answer', new ResponseParseError(target, 200), 5],
    ['a broken connection', new NetworkError(target), 10],
    ['a timeout', new RequestTimeoutError(target, 1), 10],
    ['an error of somebody else', new TypeError('x'), 5],
    ['nothing', undefined, 5],
  ];
  for (const [story, exception, cost] of costs) {
    it(`asks ${String(cost)} for a retry after ${story}`, () => {
      const budget = new RetryBudget();

      expect(budget.tryAcquire(exception)).toBe(cost);
      expect(budget.tokens).toBe(500 - cost);
    });
  }

  it('pays for 100 retries of refused requests, or 50 of broken connections', () => {
    for (const [exception, retries] of [
      [status(503), 100],
      [new NetworkError(target), 50],
    ] as const) {
      const budget = new RetryBudget();
      let paid = 0;
      while (budget.tryAcquire(exception) !== undefined) paid++;

      expect(paid).toBe(retries);
      expect(budget.tokens).toBe(0);
    }
  });

  it('takes nothing where the tokens do not suffice, and still pays what is cheaper', () => {
    const budget = new RetryBudget({ capacity: 9 });

    expect(budget.tryAcquire(new NetworkError(target))).toBeUndefined();
    expect(budget.tokens).toBe(9);
    expect(budget.tryAcquire(status(503))).toBe(5);
    expect(budget.tryAcquire(status(503))).toBeUndefined();
    expect(budget.tokens).toBe(4);
  });

  it('gets 1 back for a success at once, and what the last retry cost for one behind retries', () => {
    const budget = new RetryBudget({ capacity: 20 });
    budget.tryAcquire(new NetworkError(target));
    const cost = budget.tryAcquire(status(503));
    budget.release(cost);

    expect(budget.tokens).toBe(10);
    budget.release();

    expect(budget.tokens).toBe(11);
  });

  it('never holds more than its capacity', () => {
    const budget = new RetryBudget({ capacity: 7 });
    for (let i = 0; i < 10; i++) budget.release(5);

    expect(budget.tokens).toBe(7);
  });

  it('goes by the options', () => {
    const budget = new RetryBudget({ capacity: 10, retryCost: 1, timeoutRetryCost: 4, successRefund: 2 });

    expect([budget.tryAcquire(status(503)), budget.tryAcquire(new NetworkError(target))]).toEqual([1, 4]);
    budget.release();

    expect(budget.tokens).toBe(7);
  });

  it('pays for no retry with a capacity of 0, and for all that cost nothing', () => {
    expect(new RetryBudget({ capacity: 0 }).tryAcquire(status(503))).toBeUndefined();
    expect(new RetryBudget({ capacity: 0, retryCost: 0 }).tryAcquire(status(503))).toBe(0);
  });

  const invalid: readonly (readonly [keyof RetryBudgetOptions, unknown])[] = [
    ['capacity', -1],
    ['capacity', NaN],
    ['capacity', Infinity],
    ['retryCost', -5],
    ['timeoutRetryCost', '10'],
    ['successRefund', null],
  ];
  for (const [name, value] of invalid) {
    it(`refuses ${String(value)} as ${name}`, () => {
      expect(() => new RetryBudget({ [name]: value })).toThrowMatching(
        (error) => error instanceof ConfigurationError && error.message.includes(`retryBudget.${name}`),
      );
    });
  }
});

describe('createRetryBudget', () => {
  it('gives the default, the one of the options, or none', () => {
    expect(createRetryBudget()?.tokens).toBe(500);
    expect(createRetryBudget({ capacity: 3 })?.tokens).toBe(3);
    expect(createRetryBudget(false)).toBeUndefined();
  });
});
