import type { Tracer } from '@opentelemetry/api';
import { openTelemetry } from '../http/open-telemetry';
import { SCOPE } from './scope';

/** The tracer of the provider that the application registered; `undefined` while it has registered none. */
export function registeredTracer(): Tracer | undefined {
  return openTelemetry()?.trace?.getTracer(SCOPE.name, SCOPE.version);
}
