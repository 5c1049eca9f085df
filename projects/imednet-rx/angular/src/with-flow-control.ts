import type { FlowControlConfig } from 'imednet-rx';
import {
  type ImednetFeature,
  imednetFeature,
  ImednetFeatureKind,
  type ValueOrFactory,
  valueOf,
} from './imednet-feature';

/**
 * Limits how hard the instance presses its server.
 *
 * @param options - limits, or a function that gives them; it runs once, in the injection context
 *
 * @example
 * ```ts
 * provideImednet({ auth: new SameOriginAuth() }, withFlowControl({ concurrency: 4, circuitBreaker: true }));
 * ```
 */
export function withFlowControl(
  options: ValueOrFactory<FlowControlConfig>,
): ImednetFeature<ImednetFeatureKind.FlowControl> {
  return imednetFeature(ImednetFeatureKind.FlowControl, 'withFlowControl', () => {
    const { concurrency, rateLimit, adaptiveRate, retryBudget, circuitBreaker, share } = valueOf(options);
    return { concurrency, rateLimit, adaptiveRate, retryBudget, circuitBreaker, share };
  });
}
