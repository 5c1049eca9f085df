import { ImednetError } from './imednet-error';
import type { RequestTarget } from './request-target';

/**
 * The server broke the contract of its API: a response says something that it must not say, or contradicts itself.
 *
 * Neither the caller nor the network is at fault, and the same request gets the same response, so no default policy
 * retries it. Nothing of the response was emitted.
 */
export class ResponseContractError extends ImednetError {
  override get name(): string {
    return 'ResponseContractError';
  }
}

/** A list answered in a way from which its pages can't be read without risking lost or doubled items. */
export class PaginationError extends ResponseContractError {
  override get name(): string {
    return 'PaginationError';
  }
}

/** The server does not honour the order or the filter that the keyset strategy stands on. */
export class KeysetUnsupportedError extends PaginationError {
  /** @param key - name of the key */
  constructor(key: string) {
    super(
      `The server does not honour order and filter by ${key}, or ${key} is no whole number on each item. ` +
        "Nothing of this page was emitted. Use `strategy: 'offset'`, or `onKeysetUnsupported: 'offset'` to fall back.",
    );
  }

  override get name(): string {
    return 'KeysetUnsupportedError';
  }
}

/** The server answered with a redirect, which is refused: it could carry credentials elsewhere. */
export class RedirectError extends ResponseContractError {
  readonly method: string;
  readonly route: string;

  constructor({ method, route }: RequestTarget) {
    super(
      `${method} ${route}: the server redirects, which is refused to keep credentials where they belong. ` +
        'Set `baseUrl` to the final address.',
    );
    this.method = method;
    this.route = route;
  }

  override get name(): string {
    return 'RedirectError';
  }
}
