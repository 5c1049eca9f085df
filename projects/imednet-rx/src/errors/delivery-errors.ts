import type { WriteReceipt } from '../models/write-receipt';
import { ApiError } from './api-error';
import { ClientError } from './client-error';
import { ImednetError, isImednetError } from './imednet-error';
import type { RequestTarget } from './request-target';
import { errorCode, safeCause } from './safe-cause';

/**
 * A write was sent, and whether the server carried it out is unknown: it may have, or still may.
 *
 * `cause` is the typed error behind it; of a foreign one, its name and code.
 */
export class UnknownOutcomeError extends ImednetError {
  readonly method: string;
  readonly route: string;
  /** Name of the error behind it, e.g. `NetworkError`. */
  declare readonly reason?: string;
  /** Code of the failure below, e.g. `ECONNRESET`. */
  declare readonly code?: string;
  /** HTTP status of the response, where one was received: of a success too, whose body reports an error. */
  declare readonly status?: number;
  /** Finds the receipt, where there is one. */
  declare readonly receiptId?: string;
  readonly #receipt: WriteReceipt | undefined;

  /**
   * @param target - what was sent
   * @param cause - why there is no answer to rely on; `undefined` when the process ended in between
   * @param receipt - of the batch
   */
  constructor(target: RequestTarget, cause?: unknown, receipt?: WriteReceipt) {
    const facts = factsOf(cause);
    const why = [facts.reason, facts.status, facts.code].filter((fact) => fact !== undefined);
    super(
      `${target.method} ${target.route}: the server may have carried it out, or still may` +
        `${why.length > 0 ? ` (${why.join(', ')})` : ''}. Do not send it again before \`records.reconcile\`, or your own look ` +
        'at the study, has shown that it was not.',
      cause === undefined ? undefined : { cause: isImednetError(cause) ? cause : safeCause(cause) },
    );
    this.method = target.method;
    this.route = target.route;
    Object.assign(this, facts);
    if (receipt) this.receiptId = receipt.id;
    this.#receipt = receipt;
  }

  override get name(): string {
    return 'UnknownOutcomeError';
  }

  /**
   * The receipt of the batch, to be reconciled; absent where none was kept.
   *
   * It stays out of JSON and inspection: who has its salt and hash can test guesses of what was written.
   */
  get receipt(): WriteReceipt | undefined {
    return this.#receipt;
  }
}

/** A write was about to be sent a second time, although it may have arrived; nothing more was sent. */
export class ResendRefusedError extends ClientError {
  readonly method: string;
  readonly route: string;

  constructor({ method, route }: RequestTarget) {
    super(
      `${method} ${route}: it was sent before and may have been carried out, so it was not sent again. ` +
        'Subscribe to a write once, and share its result (`shareReplay`); after an error, reconcile first.',
    );
    this.method = method;
    this.route = route;
  }

  override get name(): string {
    return 'ResendRefusedError';
  }
}

/** The time in which a write may be sent was over before its turn came; nothing was sent. */
export class RequestExpiredError extends ClientError {
  readonly method: string;
  readonly route: string;

  constructor({ method, route }: RequestTarget) {
    super(
      `${method} ${route}: it waited for its turn until it was too late, so nothing was sent. ` +
        'Raise `sendWithin`, or send fewer requests at once.',
    );
    this.method = method;
    this.route = route;
  }

  override get name(): string {
    return 'RequestExpiredError';
  }
}

function factsOf(cause: unknown): { reason?: string; status?: number; code?: string } {
  const code = errorCode(cause);
  return {
    ...(isImednetError(cause) ? { reason: cause.name } : {}),
    ...(cause instanceof ApiError ? { status: cause.receivedStatus ?? cause.status } : {}),
    ...(code === undefined ? {} : { code }),
  };
}
