import { ImednetError } from './imednet-error';
import type { RequestTarget } from './request-target';

/** The caller's side has to change something: nothing is gained by sending the same again. */
export class ClientError extends ImednetError {
  override get name(): string {
    return 'ClientError';
  }
}

/** A setting or a default (keys, base URL, study key) is missing or invalid. */
export class ConfigurationError extends ClientError {
  override get name(): string {
    return 'ConfigurationError';
  }
}

/** An argument of a call is invalid; it was refused before anything was sent. */
export class InvalidArgumentError extends ClientError {
  override get name(): string {
    return 'InvalidArgumentError';
  }
}

/** A list answered in a way from which its pages can't be read without risking lost or doubled items. */
export class PaginationError extends ClientError {
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

/** The client was closed; create a new one to go on. */
export class ClientClosedError extends ClientError {
  constructor() {
    super('The client is closed. Create a new client to send further requests.');
  }

  override get name(): string {
    return 'ClientClosedError';
  }
}

/** The caller's `AbortSignal` ended the call. */
export class RequestAbortedError extends ClientError {
  constructor() {
    super('The call was aborted by its signal.');
  }

  override get name(): string {
    return 'RequestAbortedError';
  }
}

/** The server answered with a redirect, which is refused: it could carry credentials elsewhere. */
export class RedirectError extends ClientError {
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
