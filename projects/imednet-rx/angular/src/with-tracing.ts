import type { ImednetConfig } from 'imednet-rx';
import {
  type ImednetFeature,
  imednetFeature,
  ImednetFeatureKind,
  type ValueOrFactory,
  valueOf,
} from './imednet-feature';

/** Whom an instance tells of its requests by spans and metrics. */
export type ImednetTracingOptions = Pick<ImednetConfig, 'tracer' | 'meter' | 'redact' | 'propagateTraceTo'>;

/**
 * Tells an OpenTelemetry tracer and meter of an own, and servers, of requests.
 *
 * What is registered globally is told without it.
 *
 * @param options - tracer, meter, redaction, origins that get a `traceparent`; or a function that gives them;
 *   it runs once, in the injection context
 *
 * @example
 * ```ts
 * provideImednet({ auth: new SameOriginAuth() }, withTracing(() => ({ tracer: inject(TRACER) })));
 * ```
 *
 * @see {@link https://www.w3.org/TR/trace-context/ | W3C Trace Context}
 */
export function withTracing(
  options: ValueOrFactory<ImednetTracingOptions>,
): ImednetFeature<ImednetFeatureKind.Tracing> {
  return imednetFeature(ImednetFeatureKind.Tracing, 'withTracing', () => {
    const { tracer, meter, redact, propagateTraceTo } = valueOf(options);
    return { tracer, meter, redact, propagateTraceTo };
  });
}
