import { FAULT_KINDS } from './fault-kind';
import type { FaultKind } from './fault-kind';

/** The probability of each fault; what is missing never happens. */
export type FaultRates = Partial<Readonly<Record<FaultKind, number>>>;

/** Chooses the fault of each request, in the order of their arrival, from a seed (mulberry32). */
export class FaultPlan {
  readonly #rates: readonly (readonly [FaultKind, number])[];
  #state: number;

  constructor(rates: FaultRates, seed: number) {
    this.#rates = FAULT_KINDS.map((kind) => [kind, rates[kind] ?? 0] as const);
    this.#state = seed | 0;
    const total = this.#rates.reduce((sum, [, rate]) => sum + rate, 0);
    const valid = this.#rates.every(([, rate]) => rate >= 0 && rate <= 1);
    if (!valid || total > 1 + 1e-9) {
      throw new RangeError('fault rates must lie between 0 and 1, and add up to at most 1');
    }
  }

  next(): FaultKind | undefined {
    let chance = this.#random();
    for (const [kind, rate] of this.#rates) {
      if (chance < rate) return kind;
      chance -= rate;
    }
    return undefined;
  }

  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
}
