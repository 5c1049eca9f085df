import { NetworkError, RequestTimeoutError } from '../errors/request-error';
import { requireNumber } from './require-number';

/** How many retries a client may send beside its calls. */
export interface RetryBudgetOptions {
  /** Tokens of the full bucket, which a client starts with; 500 by default. */
  readonly capacity?: number;
  /** Tokens that a retry costs; 5 by default. */
  readonly retryCost?: number;
  /** Tokens that a retry after a timeout or a broken connection costs; 10 by default. */
  readonly timeoutRetryCost?: number;
  /** Tokens that a success at the first attempt gives back; 1 by default. */
  readonly successRefund?: number;
}

/**
 * Token bucket over all calls of a client, as in the standard retry mode of the AWS SDKs: it keeps retries
 * from multiplying the load on a server that is already down.
 *
 * The retry policy decides whether one call's failure deserves another attempt, the budget whether the
 * client can still afford it. While calls succeed it is never noticed; in an outage the client sends its
 * first attempts and, once the tokens are spent, nothing else.
 *
 * @example
 * ```ts
 * const budget = new RetryBudget({ capacity: 100 });
 * const cost = budget.tryAcquire(error);
 * if (cost !== undefined) send().subscribe(() => budget.release(cost));
 * ```
 * @see {@link https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html | AWS SDKs, retry behavior}
 */
export class RetryBudget {
  readonly #capacity: number;
  readonly #retryCost: number;
  readonly #timeoutRetryCost: number;
  readonly #successRefund: number;
  #tokens: number;

  /** @throws ConfigurationError when an option is no number of 0 or more */
  constructor(options: RetryBudgetOptions = {}) {
    const { capacity = 500, retryCost = 5, timeoutRetryCost = 10, successRefund = 1 } = options;
    this.#capacity = requireNumber('retryBudget.capacity', capacity, { min: 0 });
    this.#retryCost = requireNumber('retryBudget.retryCost', retryCost, { min: 0 });
    this.#timeoutRetryCost = requireNumber('retryBudget.timeoutRetryCost', timeoutRetryCost, { min: 0 });
    this.#successRefund = requireNumber('retryBudget.successRefund', successRefund, { min: 0 });
    this.#tokens = capacity;
  }

  /** Tokens that are left, from 0 to the capacity. */
  get tokens(): number {
    return this.#tokens;
  }

  /**
   * Pays for a retry.
   *
   * @param exception - why the attempt before failed
   * @returns what was paid, or `undefined` when the tokens do not suffice; then nothing was paid
   */
  tryAcquire(exception: unknown): number | undefined {
    const cost = isSlow(exception) ? this.#timeoutRetryCost : this.#retryCost;
    if (cost > this.#tokens) return undefined;
    this.#tokens -= cost;
    return cost;
  }

  /**
   * Gives tokens back after a success, up to the capacity.
   *
   * @param cost - what the call's last retry had cost; leave it out after a success at the first attempt
   */
  release(cost: number = this.#successRefund): void {
    this.#tokens = Math.min(this.#capacity, this.#tokens + cost);
  }
}

/** The budget of a client's settings; `false` switches it off. */
export function createRetryBudget(options: RetryBudgetOptions | false = {}): RetryBudget | undefined {
  return options === false ? undefined : new RetryBudget(options);
}

/** Failures that held a connection, mostly for long, and tell that the server is out of reach. */
function isSlow(exception: unknown): boolean {
  return exception instanceof RequestTimeoutError || exception instanceof NetworkError;
}
