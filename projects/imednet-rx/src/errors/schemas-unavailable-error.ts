import { ClientError } from './client-error';
import { safeCause } from './safe-cause';

/** The module that holds the built-in schemas could not be loaded, so that items can't be checked. */
export class SchemasUnavailableError extends ClientError {
  constructor(cause: unknown) {
    super(
      'The schemas of `validate` are a module of their own, and it could not be loaded; nothing was sent. ' +
        'Check that it was published with the application, reload it if a new version was, or leave `validate` out.',
      { cause: safeCause(cause) },
    );
  }

  override get name(): string {
    return 'SchemasUnavailableError';
  }
}
