import { KeysetUnsupportedError } from '../errors/response-contract-error';
import { ValidationError } from '../errors/status-errors';

/** Whether the server ignores order or filter, or refuses the request for them: by offset it may answer. */
export function isKeysetRefusal(error: unknown): boolean {
  return error instanceof KeysetUnsupportedError || error instanceof ValidationError;
}
