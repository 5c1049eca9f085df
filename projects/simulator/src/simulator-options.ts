import type { FakeImednetOptions } from 'imednet-rx/testing';
import type { FaultRates } from './faults/fault-plan';

/** The fake's options, and how its server behaves. */
export interface SimulatorOptions extends FakeImednetOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** `127.0.0.1` */
  readonly host?: string;
  /** Milliseconds between handling a request and answering it; 0. */
  readonly latency?: number;
  readonly faults?: FaultRates;
  /** Seed of the choice of faults; the data's seed by default. */
  readonly faultSeed?: number;
  /** What the fault `429` sends as `Retry-After`: seconds, or an HTTP date; 1. */
  readonly retryAfter?: number | string;
  /** Milliseconds between two bytes of the fault `drip`; 100. */
  readonly dripMs?: number;
  /** Milliseconds after which the fault `hang` closes the connection; never by default. */
  readonly hangMs?: number;
  /** The origin that browsers may call from, or `*`; none by default. */
  readonly cors?: string;
  /** Keeps serialised pages until data change, so that the server is not what a benchmark measures. */
  readonly cacheBodies?: boolean;
  /** Lets whoever can reach the simulator change its faults and its data, below `/__control`; off by default. */
  readonly control?: boolean;
}

export interface ResolvedSimulatorOptions {
  readonly port: number;
  readonly host: string;
  readonly latency: number;
  readonly faults: FaultRates;
  readonly faultSeed: number;
  readonly retryAfter: number | string;
  readonly dripMs: number;
  readonly hangMs: number | undefined;
  readonly cors: string | undefined;
  readonly cacheBodies: boolean;
  readonly control: boolean;
}

export function resolveSimulatorOptions(options: SimulatorOptions): ResolvedSimulatorOptions {
  return {
    port: options.port ?? 0,
    host: options.host ?? '127.0.0.1',
    latency: options.latency ?? 0,
    faults: options.faults ?? {},
    faultSeed: options.faultSeed ?? options.seed ?? 1,
    retryAfter: options.retryAfter ?? 1,
    dripMs: options.dripMs ?? 100,
    hangMs: options.hangMs,
    cors: options.cors,
    cacheBodies: options.cacheBodies ?? false,
    control: options.control ?? false,
  };
}
