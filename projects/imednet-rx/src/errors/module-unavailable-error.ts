import { ClientError } from './client-error';
import { safeCause } from './safe-cause';

/** A part of the library that is loaded on demand, as a module of its own, could not be loaded. */
export class ModuleUnavailableError extends ClientError {
  /**
   * @param feature - what needs it, as its user writes it, e.g. `records.submit`
   * @param cause - why not
   */
  constructor(feature: string, cause: unknown) {
    super(
      `What \`${feature}\` needs is a module of its own, and it could not be loaded; nothing was sent. ` +
        'Check that it was published with the application, or reload the application if a new version was.',
      { cause: safeCause(cause) },
    );
  }

  override get name(): string {
    return 'ModuleUnavailableError';
  }
}
