import { FaultPlan } from './faults/fault-plan';
import type { FaultRates } from './faults/fault-plan';
import type { ResolvedSimulatorOptions } from './simulator-options';

/** What the control can change while the simulator runs. */
export interface BehaviourSettings {
  readonly faults: FaultRates;
  /** ms */
  readonly latency: number;
}

/** How the simulator treats requests at the moment. */
export class Behaviour {
  readonly #seed: number;
  #settings: BehaviourSettings;
  #plan: FaultPlan;

  constructor({ faults, latency, faultSeed }: ResolvedSimulatorOptions) {
    this.#seed = faultSeed;
    this.#settings = { faults, latency };
    this.#plan = new FaultPlan(faults, faultSeed);
  }

  get settings(): BehaviourSettings {
    return this.#settings;
  }

  /** What has been drawn so far does not count: the seed's faults begin again. */
  change(changes: Partial<BehaviourSettings>): void {
    const settings = { ...this.#settings, ...changes };
    if (changes.faults) this.#plan = new FaultPlan(settings.faults, this.#seed);
    this.#settings = settings;
  }

  get plan(): FaultPlan {
    return this.#plan;
  }
}
