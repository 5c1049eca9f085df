import type { Contender, ContenderOptions } from '../contenders';
import type { Measurement } from '../run-contender';
import { pairedRatio } from '../statistics';
import type { Target } from '../target';

/** A contender on a list of its own length. */
export interface Entry {
  readonly contender: Contender;
  /** Told apart by this in the table. */
  readonly name: string;
  /** Records of the list that it reads. */
  readonly records: number;
}

/** What a scenario needs beside its contenders. */
export interface Prepared {
  /** Told to each contender, beside its own. */
  readonly options: ContenderOptions;
  remove(): Promise<void>;
}

/** What is measured together, in turns. */
export interface Scenario {
  /** For `--only`. */
  readonly id: string;
  readonly title: string;
  readonly entries: readonly Entry[];
  /** Time until an answer begins, in ms. */
  readonly latency: number;
  readonly warmUp: 'WARM-UP' | 'LONG-WARM-UP' | 'LONGEST-WARM-UP';
  /** Whether many small answers are read instead of a list. */
  readonly tiny?: boolean;
  /** Makes what its contenders need, before the first round. */
  readonly prepare?: () => Promise<Prepared>;
  /** What the results should be. */
  readonly targets: (results: Results) => readonly Target[];
}

/** The runs of all entries of a scenario, by name. */
export class Results {
  readonly #runs: ReadonlyMap<string, readonly Measurement[]>;

  constructor(runs: ReadonlyMap<string, readonly Measurement[]>) {
    this.#runs = runs;
  }

  of(name: string): readonly Measurement[] {
    return this.#runs.get(name) ?? [];
  }

  /** How many times as many records in a time. */
  throughput(name: string, other: string): number {
    return 1 / pairedRatio(this.of(name), this.of(other), 'wallMs');
  }

  /** How many times as much of something. */
  ratio(quantity: keyof Measurement, name: string, other: string): number {
    return pairedRatio(this.of(name), this.of(other), quantity);
  }
}

/** Contenders on the same list. */
export function entriesOf(contenders: readonly Contender[], records: number): Entry[] {
  return contenders.map((contender) => ({ contender, name: contender.name, records }));
}
