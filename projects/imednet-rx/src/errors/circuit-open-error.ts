import { ClientError } from './client-error';
import type { RequestTarget } from './request-target';

/** The host failed so often that its circuit is open; nothing was sent. */
export class CircuitOpenError extends ClientError {
  readonly method: string;
  readonly route: string;
  /** Host that the circuit belongs to, with its port where it has one. */
  readonly host: string;
  /** Time until the next request may probe the host, in ms. */
  readonly retryAfter: number;

  constructor({ method, route }: RequestTarget, host: string, retryAfter: number) {
    super(
      `${method} ${route}: ${host} failed repeatedly, so its circuit is open and nothing was sent. ` +
        `Call again in ${String(retryAfter)} ms; if it goes on, check the status of ${host}.`,
    );
    this.method = method;
    this.route = route;
    this.host = host;
    this.retryAfter = retryAfter;
  }

  override get name(): string {
    return 'CircuitOpenError';
  }
}
