import type { Context } from '@opentelemetry/api';
import { openTelemetry } from '../http/open-telemetry';
import { safely } from './safely';
import { ROOT_CONTEXT } from './trace-context';

/** Takes a step within a trace context: once, whatever the application's context manager does. */
export function runWithin(traceContext: Context, step: () => void): void {
  let taken = false;
  const once = (): void => {
    if (taken) return;
    taken = true;
    step();
  };
  safely(() => {
    openTelemetry()?.context?.with(traceContext, once);
  });
  // The manager may have failed before it came to the step.
  once();
}

const PROBE = ROOT_CONTEXT.setValue(Symbol.for('imednet-rx probe'), true);

/** Whether the application has a context manager; without one every context is the root. */
export function managesContexts(): boolean {
  const manager = openTelemetry()?.context;
  return safely(() => manager?.with(PROBE, () => manager.active() === PROBE)) ?? false;
}
