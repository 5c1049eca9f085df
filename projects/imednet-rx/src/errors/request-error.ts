import { ImednetError } from './imednet-error';
import type { RequestTarget } from './request-target';
import { errorCode, safeCause } from './safe-cause';

/**
 * A request got no usable answer: whether the server acted on it is unknown.
 *
 * `cause` holds the name and the code of what went wrong below, nothing else of it.
 */
export class RequestError extends ImednetError {
  readonly method: string;
  readonly route: string;
  /** Code of the failure below, e.g. `ECONNRESET`. */
  declare readonly code?: string;

  constructor(target: RequestTarget, problem: string, cause?: unknown) {
    const code = errorCode(cause);
    super(
      `${target.method} ${target.route}: ${problem}${code === undefined ? '' : ` (${code})`}.`,
      cause === undefined ? undefined : { cause: safeCause(cause) },
    );
    this.method = target.method;
    this.route = target.route;
    if (code !== undefined) this.code = code;
  }

  override get name(): string {
    return 'RequestError';
  }
}

/** The connection failed, or broke before the answer was complete. */
export class NetworkError extends RequestError {
  constructor(target: RequestTarget, cause?: unknown) {
    super(
      target,
      'the connection failed before a complete answer came; check the network, the proxy and `baseUrl`',
      cause,
    );
  }

  override get name(): string {
    return 'NetworkError';
  }
}

/** The whole attempt, body included, took longer than its time limit. */
export class RequestTimeoutError extends RequestError {
  /** The limit that was exceeded, in ms. */
  readonly timeout: number;

  constructor(target: RequestTarget, timeout: number) {
    super(
      target,
      `no complete answer within ${String(timeout)} ms; raise \`timeout\` or ask for smaller pages`,
    );
    this.timeout = timeout;
  }

  override get name(): string {
    return 'RequestTimeoutError';
  }
}

/**
 * A successful status came with a body that is empty, cut off, not JSON, or not text in its declared charset: it is
 * never taken for data.
 */
export class ResponseParseError extends RequestError {
  readonly status: number;

  constructor(target: RequestTarget, status: number) {
    super(
      target,
      `the response (${String(status)}) is not complete JSON in its declared charset; a gateway may have replaced or ` +
        'cut it, or `baseUrl` points to a web page',
    );
    this.status = status;
  }

  override get name(): string {
    return 'ResponseParseError';
  }
}
