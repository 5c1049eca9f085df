import type { RequestTarget } from './request-target';
import { ResponseContractError } from './response-contract-error';

/**
 * A successful response was larger than `maxResponseBytes`: reading it was stopped, and nothing of it was emitted.
 *
 * No default policy retries it. After a write with a delivery guard it is the cause of an `UnknownOutcomeError`.
 */
export class ResponseTooLargeError extends ResponseContractError {
  readonly method: string;
  readonly route: string;

  /** @param maxResponseBytes - limit that was exceeded, in bytes after decompression */
  constructor(
    { method, route }: RequestTarget,
    readonly maxResponseBytes: number,
  ) {
    super(
      `${method} ${route}: the response is larger than ${String(maxResponseBytes)} bytes, so reading it was stopped. ` +
        'Use a smaller `pageSize`, or raise `maxResponseBytes`.',
    );
    this.method = method;
    this.route = route;
  }

  override get name(): string {
    return 'ResponseTooLargeError';
  }
}
