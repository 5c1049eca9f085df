import type { RequestInterceptor } from '../http/request-handler';
import { Measurements } from '../observability/measurements';
import { RequestAttributes } from '../observability/request-attributes';
import type { Telemetry } from '../observability/telemetry';
import { measureAttempts } from './measure-attempts';
import { traceAttempts } from './trace-attempts';

/** What makes spans and metrics of the attempts of one client. */
export interface AttemptObservers {
  readonly trace: RequestInterceptor;
  readonly measure: RequestInterceptor;
}

/** Creates what makes spans and metrics of the attempts of one client. */
export function observeAttempts(telemetry: Telemetry): AttemptObservers {
  const attributes = new RequestAttributes();
  telemetry.measureWith(Measurements);
  return {
    trace: traceAttempts(telemetry, attributes),
    measure: measureAttempts(telemetry, attributes),
  };
}
