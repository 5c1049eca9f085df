import { Context } from 'imednet-rx';
import {
  type ImednetFeature,
  imednetFeature,
  ImednetFeatureKind,
  type ValueOrFactory,
  valueOf,
} from './imednet-feature';

/**
 * Says which study calls without a study key of their own use: a study key to start with, or a context that
 * the instance shares with others.
 *
 * @param context - study key or context, or a function that gives it; it runs once, in the injection context
 * @throws InvalidArgumentError when the key is blank or could change a route, when the instance is first injected
 *
 * @example
 * ```ts
 * // In a route: another instance, but the same study as everywhere.
 * provideImednet(config, withContext(() => inject(Context, { skipSelf: true })));
 * ```
 */
export function withContext(
  context: ValueOrFactory<Context | string>,
): ImednetFeature<ImednetFeatureKind.Context> {
  return imednetFeature(ImednetFeatureKind.Context, 'withContext', () => {
    const given = valueOf(context);
    return { context: typeof given === 'string' ? new Context(given) : given };
  });
}
