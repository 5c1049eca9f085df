import {
  asyncScheduler,
  distinctUntilChanged,
  map,
  merge,
  type Observable,
  of,
  Subject,
  type Subscription,
  timer,
} from 'rxjs';
import { CircuitOpenError } from '../errors/circuit-open-error';
import { RateLimitError, ServerError } from '../errors/status-errors';
import { type AimdOptions, AimdRate } from '../policies/aimd-rate';
import { FifoQueue } from '../policies/fifo-queue';
import { MAX_TIMER_MS } from '../policies/max-timer';
import { requireNumber } from '../policies/require-number';
import { type RateLimit, TokenBucket } from '../policies/token-bucket';
import type { FlowListener } from './flow-listener';

/** How many attempts a client sends, and how fast. */
export interface FlowOptions {
  /** Attempts in flight at the same time; any number by default. */
  readonly concurrency?: number;
  /** Attempts that may start in a time; any number by default. */
  readonly rateLimit?: RateLimit;
  /** Follows what the server accepts, below the rate limit, if there is one. */
  readonly adaptiveRate?: AimdOptions;
  /** Longest pause that a `Retry-After` imposes on the whole client, in ms; 60 000 by default. */
  readonly maxPause?: number;
}

/** An attempt that lines up, and since when it waits, in ms since the epoch; not at all if admitted at once. */
interface Waiting {
  readonly onAdmitted: (slot: GateSlot) => void;
  since?: number;
}

/** What a gate does at the moment. */
export interface Flow {
  /** Attempts under way. */
  readonly inFlight: number;
  /** Attempts that wait for their turn. */
  readonly queued: number;
  /** Attempts per second that may start; infinite without a limit. */
  readonly rate: number;
  /** End of the pause that the server asked for, in ms since the epoch; dropped with the next attempt behind it. */
  readonly pausedUntil: number | undefined;
}

/** The place of one attempt in flight. */
export interface GateSlot {
  /** Takes in that the server answered. */
  succeeded(): void;
  /** Takes in why the attempt failed. */
  failed(error: unknown): void;
  /** Makes room for the next one; further calls do nothing. */
  release(): void;
}

/**
 * Admits the attempts of a client: in the order of their arrival, so many at a time, so many in a time, and
 * none while the server has asked to wait.
 *
 * It has a timer only while somebody waits for one.
 *
 * @example
 * ```ts
 * const gate = new FlowGate({ concurrency: 4, rateLimit: { requests: 10, per: 1000 } });
 * gate.flow$.subscribe(({ inFlight, queued }) => console.log(inFlight, queued));
 * ```
 */
export class FlowGate {
  readonly #concurrency: number;
  readonly #maxPause: number;
  readonly #bucket: TokenBucket | undefined;
  readonly #adaptive: AimdRate | undefined;
  readonly #listener: FlowListener | undefined;
  readonly #queue = new FifoQueue<Waiting>();
  readonly #changed = new Subject<void>();
  #inFlight = 0;
  #pausedUntil: number | undefined;
  #admitting = false;
  #alarm: { readonly at: number; readonly timer: Subscription } | undefined;

  /** The current flow, then each change. */
  readonly flow$: Observable<Flow> = merge(this.#changed, of(undefined)).pipe(
    // Read at delivery, so that nobody ends with a flow that a subscriber before it has already changed.
    map(() => this.#flow()),
    distinctUntilChanged(isSameFlow),
  );

  /**
   * @param listener - told what it does
   * @throws ConfigurationError naming the option that is out of range
   */
  constructor(
    { concurrency = Infinity, rateLimit, adaptiveRate, maxPause = 60_000 }: FlowOptions = {},
    listener?: FlowListener,
  ) {
    this.#listener = listener;
    this.#concurrency = requireNumber('concurrency', concurrency, { min: 1, max: Infinity, whole: true });
    this.#maxPause = requireNumber('maxPause', maxPause, { min: 0, max: MAX_TIMER_MS });
    const limit = rateLimit && new TokenBucket(rateLimit);
    const ceiling = Math.min(adaptiveRate?.ceiling ?? Infinity, limit?.rate ?? Infinity);
    this.#adaptive = adaptiveRate && new AimdRate({ ...adaptiveRate, ceiling });
    this.#bucket = this.#adaptive
      ? new TokenBucket({ requests: this.#adaptive.rate, per: 1000, burst: rateLimit?.burst ?? 1 })
      : limit;
  }

  /** The wait that is certain for an attempt that comes now, in ms; those in flight may add to it. */
  knownWait(): number {
    const now = asyncScheduler.now();
    return Math.max(this.#pauseLeft(now), this.#bucket?.waitTime(now, this.#queue.size) ?? 0);
  }

  /**
   * Lines up for a slot.
   *
   * @param onAdmitted - starts the attempt; called once, maybe before this returns. It must release the slot
   * @returns leaves the queue; does nothing once admitted
   */
  enter(onAdmitted: (slot: GateSlot) => void): () => void {
    const waiting: Waiting = { onAdmitted };
    const remove = this.#queue.push(waiting);
    this.#admit();
    waiting.since = asyncScheduler.now();
    return () => {
      // Those behind move up, and the last one takes the timer along.
      if (remove()) this.#admit();
    };
  }

  /** A loop, not a recursion: an attempt that ends at once makes room for the next of thousands. */
  #admit(): void {
    if (this.#admitting) return;
    this.#admitting = true;
    try {
      while (this.#queue.size > 0 && this.#inFlight < this.#concurrency && this.#isOpen()) this.#admitNext();
    } finally {
      this.#admitting = false;
    }
    if (this.#queue.size === 0 || this.#inFlight >= this.#concurrency) this.#stopAlarm();
    this.#changed.next();
  }

  /** Whether an attempt may start now; if only time is in the way, an alarm is set. */
  #isOpen(): boolean {
    const now = asyncScheduler.now();
    const wait = Math.max(this.#pauseLeft(now), this.#bucket?.waitTime(now) ?? 0);
    if (wait > 0) this.#setAlarm(now + wait, wait);
    return wait === 0;
  }

  #admitNext(): void {
    const sentAt = asyncScheduler.now();
    const waiting = this.#queue.shift();
    if (this.#pausedUntil !== undefined) this.#listener?.resumed();
    this.#pausedUntil = undefined;
    this.#bucket?.take(sentAt);
    this.#inFlight++;
    if (!waiting) return;
    this.#listener?.admitted(sentAt - (waiting.since ?? sentAt));
    waiting.onAdmitted(this.#slot(sentAt));
  }

  #slot(sentAt: number): GateSlot {
    let held = true;
    return {
      succeeded: () => {
        this.#adaptive?.succeeded();
        this.#followRate();
      },
      failed: (error) => {
        this.#takeIn(error, sentAt);
      },
      release: () => {
        if (!held) return;
        held = false;
        this.#inFlight--;
        this.#admit();
      },
    };
  }

  #takeIn(error: unknown, sentAt: number): void {
    const now = asyncScheduler.now();
    if (error instanceof CircuitOpenError) this.#bucket?.giveBack(now);
    if (error instanceof RateLimitError && error.retryAfter !== undefined) this.#pause(error.retryAfter, now);
    if (error instanceof RateLimitError || (error instanceof ServerError && error.status === 503)) {
      this.#adaptive?.refused(sentAt, now);
      const before = this.#bucket?.rate ?? Infinity;
      this.#followRate();
      const rate = this.#bucket?.rate ?? Infinity;
      if (rate < before) this.#listener?.rateLowered(rate);
    }
  }

  #pause(retryAfter: number, now: number): void {
    if (retryAfter <= 0) return;
    const until = now + Math.min(retryAfter, this.#maxPause);
    if (until <= (this.#pausedUntil ?? 0)) return;
    this.#pausedUntil = until;
    this.#listener?.paused(until - now);
  }

  /** Never longer than the longest pause, also where the clock was set back. */
  #pauseLeft(now: number): number {
    return Math.min(Math.max(0, (this.#pausedUntil ?? 0) - now), this.#maxPause);
  }

  #followRate(): void {
    if (this.#adaptive) this.#bucket?.setRate(this.#adaptive.rate, asyncScheduler.now());
  }

  #setAlarm(at: number, wait: number): void {
    if (this.#alarm?.at === at) return;
    this.#stopAlarm();
    const ring = timer(Math.min(wait, MAX_TIMER_MS)).subscribe(() => {
      this.#alarm = undefined;
      this.#admit();
    });
    this.#alarm = { at, timer: ring };
  }

  #stopAlarm(): void {
    this.#alarm?.timer.unsubscribe();
    this.#alarm = undefined;
  }

  #flow(): Flow {
    return {
      inFlight: this.#inFlight,
      queued: this.#queue.size,
      rate: this.#bucket?.rate ?? Infinity,
      pausedUntil: this.#pausedUntil,
    };
  }
}

function isSameFlow(a: Flow, b: Flow): boolean {
  return (
    a.inFlight === b.inFlight && a.queued === b.queued && a.rate === b.rate && a.pausedUntil === b.pausedUntil
  );
}
