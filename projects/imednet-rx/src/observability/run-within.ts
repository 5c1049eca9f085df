import { type Context, context } from '@opentelemetry/api';

/** Takes a step within a trace context: once, whatever the application's context manager does. */
export function runWithin(traceContext: Context, step: () => void): void {
  let taken = false;
  const once = (): void => {
    if (taken) return;
    taken = true;
    step();
  };
  try {
    context.with(traceContext, once);
  } catch {
    // The manager failed, maybe before it came to the step.
  }
  once();
}
