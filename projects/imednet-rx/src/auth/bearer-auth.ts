import { defer, finalize, from, isObservable, map, type Observable, of, share, take } from 'rxjs';
import { ConfigurationError } from '../errors/client-error';
import { isHeaderValue } from '../http/header-safety';
import { replayLast } from '../http/replay-last';
import type { AuthHeaders, AuthStrategy } from './auth-strategy';

/** A token at once, or as an Observable (its first value) or a Promise. */
export type TokenInput = string | Observable<string> | PromiseLike<string>;

/** Gives the current token; with `refresh: true` after a 401, when a new one must be obtained. */
export type TokenProvider = (options: { readonly refresh: boolean }) => TokenInput;

/**
 * `Authorization: Bearer …`, with a fixed token or one that a function gives for each attempt.
 *
 * After a 401 the function is called once with `{refresh: true}` and the attempt is sent again with the
 * new token; attempts that fail at the same time share that one refresh. A fixed token is not refreshed.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc6750#section-2.1 | RFC 6750, bearer tokens}
 *
 * @example
 * ```ts
 * const auth = new BearerAuth(({ refresh }) => oidc.getAccessToken({ forceRefresh: refresh }));
 * ```
 */
export class BearerAuth implements AuthStrategy {
  readonly #token: TokenProvider;
  #refreshing: Observable<AuthHeaders> | undefined;
  /** New headers after a 401; absent for a fixed token. */
  declare readonly refresh?: () => Observable<AuthHeaders>;

  /** @throws ConfigurationError when a fixed token is blank or can't be a header value */
  constructor(token: string | TokenProvider) {
    const fixed = typeof token === 'function' ? '' : validToken(token);
    this.#token = typeof token === 'function' ? token : (): string => fixed;
    // Not enumerable, so that inspecting the strategy shows nothing but its class.
    if (typeof token === 'function') {
      Object.defineProperty(this, 'refresh', { value: () => this.#refreshOnce() });
    }
  }

  headers(): Observable<AuthHeaders> {
    return this.#headers(false);
  }

  #refreshOnce(): Observable<AuthHeaders> {
    this.#refreshing ??= this.#headers(true).pipe(
      finalize(() => (this.#refreshing = undefined)),
      // Who joins while the token is being handed out still gets it.
      share({ connector: () => replayLast() }),
    );
    return this.#refreshing;
  }

  #headers(refresh: boolean): Observable<AuthHeaders> {
    return defer(() => toObservable(this.#token({ refresh }))).pipe(
      take(1),
      map((token) => ({ authorization: `Bearer ${validToken(token)}` })),
    );
  }
}

/** Providers are the application's code: what they give is checked, whatever its type says. */
function validToken(token: unknown): string {
  if (typeof token === 'string' && token.trim() !== '' && isHeaderValue(token)) return token;
  throw new ConfigurationError(
    'The bearer token is blank or can not be a header value. Check where it comes from.',
  );
}

function toObservable(token: TokenInput): Observable<string> {
  if (typeof token === 'string') return of(token);
  return isObservable(token) ? token : from(token);
}
