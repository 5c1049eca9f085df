import type { AuthHeaders, AuthStrategy } from './auth-strategy';

/**
 * For browsers: sends no credentials, because a backend on the page's own origin adds the keys.
 *
 * Without a `baseUrl` the client then talks to the page's origin; where there is no page, as on a server that
 * renders one, a client is refused.
 *
 * @example
 * ```ts
 * provideImednet({ auth: new SameOriginAuth() });
 * ```
 */
export class SameOriginAuth implements AuthStrategy {
  headers(): AuthHeaders {
    return {};
  }
}
