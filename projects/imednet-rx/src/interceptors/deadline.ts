import { asyncScheduler } from 'rxjs';
import { ClientError } from '../errors/client-error';
import type { RequestTarget } from '../errors/request-target';
import type { ImednetRequest } from '../http/imednet-request';

/**
 * Tells whether a wait leaves any time to send something after it.
 *
 * @param wait - ms from now
 */
export function fitsDeadline(wait: number, { deadline }: ImednetRequest): boolean {
  return deadline === undefined || asyncScheduler.now() + wait < deadline;
}

/** A known wait would outlast the call's deadline; the step that set the deadline turns it into a timeout. */
export class DeadlineUnreachableError extends ClientError {
  constructor({ method, route }: RequestTarget) {
    super(
      `${method} ${route}: the wait for a slot would outlast the call's deadline, so nothing was sent. ` +
        'Raise `timeout.total`, or send fewer requests at once.',
    );
  }

  override get name(): string {
    return 'DeadlineUnreachableError';
  }
}
