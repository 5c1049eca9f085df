import type { TripCondition } from './trip-condition';

/** When a sample of attempts opens the circuit. */
export interface FailureRatioOptions {
  /** Share of failed attempts from which on the circuit opens, above 0 and up to 1. */
  readonly ratio: number;
  /** Length of the sample, in ms; outcomes leave it in steps of a tenth of it. */
  readonly window: number;
  /** Attempts that the sample must hold to say anything. */
  readonly minimum: number;
}

interface Slice {
  readonly index: number;
  attempts: number;
  failures: number;
}

const SLICES = 10;

/** Trips at a share of failures among the recent attempts; memory does not grow with their number. */
export class FailureRatio implements TripCondition {
  readonly #ratio: number;
  readonly #sliceLength: number;
  readonly #minimum: number;
  #slices: Slice[] = [];

  /** @param options - checked */
  constructor({ ratio, window, minimum }: FailureRatioOptions) {
    this.#ratio = ratio;
    this.#sliceLength = window / SLICES;
    this.#minimum = minimum;
  }

  trips(failed: boolean, now: number): boolean {
    const slice = this.#sliceAt(now);
    slice.attempts++;
    if (failed) slice.failures++;
    const attempts = this.#sum('attempts');
    // A success never opens a circuit, even where it completes the minimum.
    return failed && attempts >= this.#minimum && this.#sum('failures') / attempts >= this.#ratio;
  }

  reset(): void {
    this.#slices = [];
  }

  #sliceAt(now: number): Slice {
    const index = Math.floor(now / this.#sliceLength);
    // Also drops slices ahead of `now`: they are left over from before the clock was set back.
    this.#slices = this.#slices.filter((slice) => slice.index > index - SLICES && slice.index <= index);
    const last = this.#slices.at(-1);
    if (last?.index === index) return last;
    const slice = { index, attempts: 0, failures: 0 };
    this.#slices.push(slice);
    return slice;
  }

  #sum(count: 'attempts' | 'failures'): number {
    return this.#slices.reduce((sum, slice) => sum + slice[count], 0);
  }
}
