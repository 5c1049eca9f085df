import { ClientError } from './client-error';
import { safeCause } from './safe-cause';

/**
 * The `AuthStrategy` failed to give headers.
 *
 * `cause` holds only the name and code of its failure, since a message about credentials may contain some.
 */
export class AuthStrategyError extends ClientError {
  constructor(cause: unknown) {
    super('The auth strategy gave no headers. Catch the failure inside the strategy to see its details.', {
      cause: safeCause(cause),
    });
  }

  override get name(): string {
    return 'AuthStrategyError';
  }
}
