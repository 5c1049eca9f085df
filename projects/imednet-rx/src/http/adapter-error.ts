/**
 * What an adapter rejects with when no answer came: an axios error to who asks `axios.isAxiosError`, that holds a code
 * and nothing of the request.
 *
 * axios' own carry the request with its keys.
 *
 * @example
 * ```ts
 * import type { AxiosAdapter } from 'axios';
 *
 * const offline: AxiosAdapter = () => Promise.reject(new AdapterError('ERR_NETWORK'));
 * ```
 */
export class AdapterError extends Error {
  readonly isAxiosError = true;

  /** @param code - e.g. `ECONNRESET`, `ERR_NETWORK`; `ERR_RESPONSE_TOO_LARGE` for a body beyond `maxContentLength` */
  constructor(
    readonly code: string,
    message = `The request failed (${code}).`,
  ) {
    super(message);
  }

  override get name(): string {
    return 'AxiosError';
  }
}

/** What an adapter rejects with when its caller, or the end of the adapter, ended the request. */
export class AdapterCanceledError extends AdapterError {
  /** What `axios.isCancel` looks for. */
  readonly __CANCEL__ = true;

  constructor() {
    super('ERR_CANCELED', 'canceled');
  }

  override get name(): string {
    return 'CanceledError';
  }
}
