import { ImednetError } from './imednet-error';

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
