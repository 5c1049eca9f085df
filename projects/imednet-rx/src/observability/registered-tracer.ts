import { ProxyTracer, trace, type Tracer } from '@opentelemetry/api';
import { SCOPE } from './scope';

/** The tracer of the provider that the application registered; `undefined` while it has registered none. */
export function registeredTracer(): Tracer | undefined {
  const tracer = trace.getTracer(SCOPE.name, SCOPE.version);
  // A proxy waits for a provider; what it starts until then goes nowhere.
  return tracer instanceof ProxyTracer ? undefined : tracer;
}
