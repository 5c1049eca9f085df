import type { AxiosResponse } from 'axios';
import { CircuitsOnDemand } from '../interceptors/circuits-on-demand';
import { FlowGate } from '../interceptors/flow-gate';
import { reportFlow } from '../interceptors/report-flow';
import type { Telemetry } from '../observability/telemetry';
import { MAX_TIMER_MS } from '../policies/max-timer';
import { LruCache } from '../policies/lru-cache';
import { createRetryBudget, type RetryBudget } from '../policies/retry-budget';
import type { FlowControlConfig } from './flow-control-config';

/** What the steps of one client's pipeline share. */
export interface FlowControl {
  readonly gate: FlowGate;
  readonly budget: RetryBudget | undefined;
  readonly circuits: CircuitsOnDemand | undefined;
  readonly cache: LruCache<AxiosResponse> | undefined;
}

/**
 * Makes the state of one client's flow control.
 *
 * @param maxPause - longest pause of the whole client that a `Retry-After` imposes, in ms
 * @param telemetry - told what it does
 * @throws ConfigurationError naming the setting that is out of range
 */
export function createFlowControl(
  config: FlowControlConfig,
  maxPause: number,
  telemetry: Telemetry,
): FlowControl {
  const { circuitBreaker = false, share } = config;
  return {
    gate: new FlowGate({ ...config, maxPause: Math.min(maxPause, MAX_TIMER_MS) }, reportFlow(telemetry)),
    budget: createRetryBudget(config.retryBudget),
    circuits:
      circuitBreaker === false
        ? undefined
        : new CircuitsOnDemand(circuitBreaker === true ? {} : circuitBreaker, telemetry),
    cache: share && new LruCache(share),
  };
}
