import type { AuthStrategy } from 'imednet-rx';
import {
  type ImednetFeature,
  imednetFeature,
  ImednetFeatureKind,
  type ValueOrFactory,
  valueOf,
} from './imednet-feature';

/**
 * Gives the credentials, instead of the two keys.
 *
 * @param auth - the strategy, or a function that gives it; it runs once, in the injection context
 *
 * @example
 * ```ts
 * provideImednet({}, withAuth(() => {
 *   const session = inject(Session);
 *   return new BearerAuth(({ refresh }) => session.token(refresh));
 * }));
 * ```
 */
export function withAuth(auth: ValueOrFactory<AuthStrategy>): ImednetFeature<ImednetFeatureKind.Auth> {
  return imednetFeature(ImednetFeatureKind.Auth, 'withAuth', () => ({ auth: valueOf(auth) }));
}
