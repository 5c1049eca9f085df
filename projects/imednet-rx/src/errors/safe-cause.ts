const NAME = /^[A-Z][A-Za-z]{0,63}$/;
const CODE = /^[A-Z][A-Z0-9_]{0,63}$/;

/**
 * Reduces a foreign error to its name and code.
 *
 * Foreign messages can quote a body (`JSON.parse`), and axios errors carry the request with its keys, so
 * neither may travel along as a `cause`.
 */
export function safeCause(error: unknown): Error {
  const name = error instanceof Error ? read(error, 'name', NAME) : undefined;
  const code = errorCode(error);
  const cause: Error & { code?: string } = new Error(code ?? 'details withheld');
  if (name !== undefined) cause.name = name;
  if (code !== undefined) cause.code = code;
  return cause;
}

/** The system or axios code of a foreign error, e.g. `ECONNRESET`, when it looks like one. */
export function errorCode(error: unknown): string | undefined {
  return read(error, 'code', CODE);
}

function read(error: unknown, property: string, shape: RegExp): string | undefined {
  try {
    const value = (error as Readonly<Record<string, unknown>> | null | undefined)?.[property];
    return typeof value === 'string' && shape.test(value) ? value : undefined;
  } catch {
    // A getter that throws: what it throws is as foreign as the error itself.
    return undefined;
  }
}
