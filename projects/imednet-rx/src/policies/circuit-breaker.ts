import { distinctUntilChanged, map, merge, type Observable, of, Subject } from 'rxjs';
import type { CircuitOutcome } from './circuit-outcome';
import { type CircuitBreakerOptions, circuitSettings } from './circuit-settings';
import { ConsecutiveFailures } from './consecutive-failures';
import { FailureRatio } from './failure-ratio';
import type { TripCondition } from './trip-condition';

export type { CircuitBreakerOptions };

/** `closed` lets all attempts through, `open` none, `half-open` a few that probe the host. */
export type CircuitState = 'closed' | 'open' | 'half-open';

/** Leave for one attempt; only the first outcome counts. */
export interface CircuitPermit {
  /**
   * @param outcome - how the attempt ended
   * @param now - ms since the epoch
   */
  settle(outcome: CircuitOutcome, now: number): void;
}

/**
 * Stops sending to a host that keeps failing, and finds out with a few probes when it is back.
 *
 * It has no timer: the first attempt after `openFor` turns the circuit half-open. Outcomes of attempts that
 * began before the last change of state are ignored, as they tell of another time.
 *
 * @example
 * ```ts
 * const permit = breaker.tryEnter(asyncScheduler.now());
 * if (permit) send().subscribe({ next: () => permit.settle('success', asyncScheduler.now()) });
 * ```
 * @see {@link https://learn.microsoft.com/azure/architecture/patterns/circuit-breaker | Circuit Breaker pattern}
 */
export class CircuitBreaker {
  readonly #condition: TripCondition;
  readonly #openFor: number;
  readonly #probes: number;
  readonly #changed = new Subject<void>();
  #state: CircuitState = 'closed';
  /** Counts the changes of state, so that permits know whether they are of this period. */
  #period = 0;
  #openedAt = 0;
  #probesLeft = 0;
  #probesToSucceed = 0;

  /** The current state, then each change. */
  readonly state$: Observable<CircuitState> = merge(this.#changed, of(undefined)).pipe(
    // Read at delivery, so that nobody ends with a state that a subscriber before it has already changed.
    map(() => this.#state),
    distinctUntilChanged(),
  );

  /** @throws ConfigurationError naming the option that is out of range */
  constructor(options: CircuitBreakerOptions = {}) {
    const { failures, openFor, probes } = circuitSettings(options);
    this.#condition =
      typeof failures === 'object' ? new FailureRatio(failures) : new ConsecutiveFailures(failures);
    this.#openFor = openFor;
    this.#probes = probes;
  }

  get state(): CircuitState {
    return this.#state;
  }

  /**
   * Time until an attempt may pass, in ms; 0 when it may now.
   *
   * While probes are out their outcome is unknown: then it is `openFor`, after which there is an answer or
   * another probe.
   *
   * @param now - ms since the epoch
   */
  retryAfter(now: number): number {
    if (this.#state === 'open') return this.#openTimeLeft(now);
    return this.#state === 'half-open' && this.#probesLeft === 0 ? this.#openFor : 0;
  }

  /**
   * Asks leave for one attempt; each permit must be settled.
   *
   * @param now - ms since the epoch
   * @returns `undefined` when the attempt must not be sent
   */
  tryEnter(now: number): CircuitPermit | undefined {
    if (this.#state === 'open' && this.#openTimeLeft(now) === 0) this.#halfOpen();
    if (this.#state === 'open' || (this.#state === 'half-open' && this.#probesLeft === 0)) return undefined;
    if (this.#state === 'half-open') this.#probesLeft--;
    return this.#permit();
  }

  #permit(): CircuitPermit {
    const period = this.#period;
    let settled = false;
    return {
      settle: (outcome, now) => {
        if (settled) return;
        settled = true;
        if (period !== this.#period) return;
        if (this.#state === 'half-open') this.#settleProbe(outcome, now);
        else if (outcome !== 'ignored' && this.#condition.trips(outcome === 'failure', now)) this.#open(now);
      },
    };
  }

  #settleProbe(outcome: CircuitOutcome, now: number): void {
    if (outcome === 'failure') this.#open(now);
    else if (outcome === 'ignored') this.#probesLeft++;
    else if (--this.#probesToSucceed === 0) this.#close();
  }

  /** A clock that was set back must not keep the circuit open for longer. */
  #openTimeLeft(now: number): number {
    const elapsed = now - this.#openedAt;
    return elapsed < 0 ? 0 : Math.max(0, this.#openFor - elapsed);
  }

  #open(now: number): void {
    this.#openedAt = now;
    this.#enterState('open');
  }

  #halfOpen(): void {
    this.#probesLeft = this.#probes;
    this.#probesToSucceed = this.#probes;
    this.#enterState('half-open');
  }

  #close(): void {
    this.#condition.reset();
    this.#enterState('closed');
  }

  #enterState(state: CircuitState): void {
    this.#state = state;
    this.#period++;
    this.#changed.next();
  }
}
