import type { Response } from 'express';
import type { FaultKind } from './faults/fault-kind';

/** What `GET /__stats` tells. */
export interface StatsSnapshot {
  readonly requests: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** By method and template, e.g. `GET /studies/{studyKey}/records`. */
  readonly byRoute: Readonly<Record<string, number>>;
  /** POSTs that the fake accepted, whether or not the client got to know. */
  readonly posts: number;
  readonly faults: Readonly<Record<string, number>>;
  /** Responses that the client did not wait for. */
  readonly aborted: number;
  readonly inFlight: number;
  readonly maxInFlight: number;
}

/** Counts requests from their arrival until their response is closed. */
export class SimulatorStats {
  #requests = 0;
  #byStatus = new Map<string, number>();
  #byRoute = new Map<string, number>();
  #faults = new Map<string, number>();
  #postsBefore = 0;
  #aborted = 0;
  #inFlight = 0;
  #maxInFlight = 0;

  readonly #posts: () => number;

  constructor(posts: () => number) {
    this.#posts = posts;
  }

  arrived(response: Response, route: string): void {
    this.#requests++;
    increment(this.#byRoute, route);
    this.#inFlight++;
    this.#maxInFlight = Math.max(this.#maxInFlight, this.#inFlight);
    const counted = this.#byStatus;
    response.once('close', () => {
      this.#inFlight--;
      // After a reset, the counters belong to requests that came later.
      if (counted !== this.#byStatus) return;
      if (response.headersSent) increment(counted, String(response.statusCode));
      if (!response.writableFinished && response.locals['brokenByServer'] !== true) this.#aborted++;
    });
  }

  faulted(kind: FaultKind): void {
    increment(this.#faults, kind);
  }

  snapshot(): StatsSnapshot {
    return {
      requests: this.#requests,
      byStatus: Object.fromEntries(this.#byStatus),
      byRoute: Object.fromEntries(this.#byRoute),
      posts: this.#posts() - this.#postsBefore,
      faults: Object.fromEntries(this.#faults),
      aborted: this.#aborted,
      inFlight: this.#inFlight,
      maxInFlight: this.#maxInFlight,
    };
  }

  reset(): void {
    this.#requests = 0;
    this.#byStatus = new Map();
    this.#byRoute = new Map();
    this.#faults = new Map();
    this.#postsBefore = this.#posts();
    this.#aborted = 0;
    this.#maxInFlight = this.#inFlight;
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
