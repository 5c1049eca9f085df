import type { RetryPolicy } from 'imednet-rx';
import {
  type ImednetFeature,
  imednetFeature,
  ImednetFeatureKind,
  type ValueOrFactory,
  valueOf,
} from './imednet-feature';

/**
 * Decides what is sent again, instead of the `DefaultRetryPolicy`.
 *
 * @param policy - the policy, or a function that gives it; it runs once, in the injection context
 *
 * @example
 * ```ts
 * provideImednet({ retries: 5 }, withRetryPolicy({
 *   shouldRetry: ({ exception, method }) => method === 'GET' && exception instanceof ServerError,
 * }));
 * ```
 */
export function withRetryPolicy(
  policy: ValueOrFactory<RetryPolicy>,
): ImednetFeature<ImednetFeatureKind.RetryPolicy> {
  return imednetFeature(ImednetFeatureKind.RetryPolicy, 'withRetryPolicy', () => ({
    retryPolicy: valueOf(policy),
  }));
}
