import { AxiosError, CanceledError } from 'axios';

/**
 * An axios error that holds a code and nothing else.
 *
 * axios' own carry the request with its keys, and Node's can quote what the server sent.
 */
export function transportError(code: string): AxiosError {
  return new AxiosError(`The request failed (${code}).`, code);
}

/** What the request ends with when its caller, or `close()`, ended it. */
export function canceledError(): AxiosError {
  return new CanceledError();
}

/** The code of a failure of Node or of a proxy agent; `fallback` if it has none. */
export function codeOf(error: unknown, fallback: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : fallback;
}
