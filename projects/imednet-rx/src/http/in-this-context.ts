import { openTelemetry } from './open-telemetry';

/**
 * A function that runs later, in the trace context of now.
 *
 * What instruments the browser's own functions looks for the span that is active when they are called.
 */
export function inThisContext<A, R>(run: (argument: A) => R): (argument: A) => R {
  const manager = openTelemetry()?.context;
  return manager?.bind(manager.active(), run) ?? run;
}
