import type { Observable } from 'rxjs';

/** Header names and values. */
export type AuthHeaders = Readonly<Record<string, string>>;

/** Headers at once, or as an Observable (its first value) or a Promise. */
export type AuthHeadersInput = AuthHeaders | Observable<AuthHeaders> | PromiseLike<AuthHeaders>;

/**
 * Gives the credentials of each attempt.
 *
 * It runs innermost in the pipeline, so that neither interceptors nor errors ever see a key, and only for
 * requests to the client's own origin.
 *
 * @example
 * ```ts
 * const vaultAuth: AuthStrategy = {
 *   headers: async () => ({ 'x-api-key': await vault.read('api'), 'x-imn-security-key': await vault.read('sec') }),
 * };
 * ```
 */
export interface AuthStrategy {
  /** Headers for one attempt; asked for anew each time. */
  headers(): AuthHeadersInput;
  /** New headers after a 401; without it the 401 goes to the subscriber. Used once per attempt. */
  refresh?(): AuthHeadersInput;
}
