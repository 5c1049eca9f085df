import { ConfigurationError } from '../errors/client-error';
import { isHeaderValue } from '../http/header-safety';
import type { AuthHeaders, AuthStrategy } from './auth-strategy';

/**
 * The vendor's own scheme: `x-api-key` and `x-imn-security-key` on each request.
 *
 * The keys live in private fields: no inspection, JSON or error shows them. In a browser everybody can
 * read them from the network panel; use {@link SameOriginAuth} and a backend there.
 *
 * @throws ConfigurationError when a key is blank or can't be a header value
 *
 * @example
 * ```ts
 * const client = new ImednetClient({ auth: new ApiKeyAuth(apiKey, securityKey) });
 * ```
 */
export class ApiKeyAuth implements AuthStrategy {
  readonly #apiKey: string;
  readonly #securityKey: string;

  constructor(apiKey: string, securityKey: string) {
    this.#apiKey = requireKey('apiKey', apiKey);
    this.#securityKey = requireKey('securityKey', securityKey);
  }

  headers(): AuthHeaders {
    return { 'x-api-key': this.#apiKey, 'x-imn-security-key': this.#securityKey };
  }
}

function requireKey(name: string, key: unknown): string {
  if (typeof key !== 'string' || key.trim() === '') throw new ConfigurationError(`${name} is blank. Set it.`);
  if (!isHeaderValue(key)) {
    throw new ConfigurationError(
      `${name} contains a line break or another character that no header may hold. Check where it is read from.`,
    );
  }
  return key;
}
