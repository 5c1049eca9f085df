import type { ContextManager, MeterProvider, TextMapPropagator, TracerProvider } from '@opentelemetry/api';

/** What an application has registered with OpenTelemetry's API, 1.x, by signal. */
export interface OpenTelemetry {
  readonly context?: ContextManager;
  readonly metrics?: MeterProvider;
  readonly propagation?: TextMapPropagator;
  readonly trace?: TracerProvider;
}

/** Where all copies of the API, 1.x, keep it, so that they find what any of them has registered. */
const REGISTRY = Symbol.for('opentelemetry.js.api.1');

/**
 * Returns what the application has registered; `undefined` while it has registered nothing.
 *
 * Reads the registry itself: the package `@opentelemetry/api` would weigh 3 kB on each page, most of which listen to
 * nothing.
 */
export function openTelemetry(): OpenTelemetry | undefined {
  return Reflect.get(globalThis, REGISTRY) as OpenTelemetry | undefined;
}
