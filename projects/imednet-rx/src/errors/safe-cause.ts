const IDENTIFIER = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/**
 * Reduces a foreign error to its name and code.
 *
 * Foreign messages can quote a body (`JSON.parse`), and axios errors carry the request with its keys, so
 * neither may travel along as a `cause`.
 */
export function safeCause(error: unknown): Error {
  const code = errorCode(error);
  const cause: Error & { code?: string } = new Error(code ?? 'details withheld');
  if (error instanceof Error && IDENTIFIER.test(error.name)) cause.name = error.name;
  if (code !== undefined) cause.code = code;
  return cause;
}

/** The system or axios code of a foreign error, e.g. `ECONNRESET`, when it looks like one. */
export function errorCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && IDENTIFIER.test(code) ? code : undefined;
}
