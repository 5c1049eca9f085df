import { type Context, context, createContextKey, ROOT_CONTEXT } from '@opentelemetry/api';
import { safely } from './safely';

/** Takes a step within a trace context: once, whatever the application's context manager does. */
export function runWithin(traceContext: Context, step: () => void): void {
  let taken = false;
  const once = (): void => {
    if (taken) return;
    taken = true;
    step();
  };
  safely(() => {
    context.with(traceContext, once);
  });
  // The manager may have failed before it came to the step.
  once();
}

const PROBE = ROOT_CONTEXT.setValue(createContextKey('imednet-rx probe'), true);

/** Whether the application has a context manager; without one every context is the root. */
export function managesContexts(): boolean {
  return safely(() => context.with(PROBE, () => context.active() === PROBE)) ?? false;
}
