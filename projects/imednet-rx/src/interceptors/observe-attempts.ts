import type { RequestInterceptor } from '../http/request-handler';
import { Measurements } from '../observability/measurements';
import { RequestAttributes } from '../observability/request-attributes';
import type { Telemetry } from '../observability/telemetry';
import { activateContext } from './activate-context';
import { measureAttempts } from './measure-attempts';
import { propagateTrace } from './propagate-trace';
import { traceAttempts } from './trace-attempts';

/** What makes spans and metrics of the attempts of one client, and carries the spans on. */
export interface AttemptObservers {
  readonly trace: RequestInterceptor;
  readonly measure: RequestInterceptor;
  readonly propagate: RequestInterceptor;
  readonly activate: RequestInterceptor;
}

/**
 * Creates what makes spans and metrics of the attempts of one client, and carries the spans on.
 *
 * @param propagateTraceTo - origins that are told which span a request belongs to
 */
export function observeAttempts(telemetry: Telemetry, propagateTraceTo: readonly string[]): AttemptObservers {
  const attributes = new RequestAttributes();
  telemetry.measureWith(Measurements);
  return {
    trace: traceAttempts(telemetry, attributes),
    measure: measureAttempts(telemetry, attributes),
    propagate: propagateTrace(propagateTraceTo),
    activate: activateContext,
  };
}
