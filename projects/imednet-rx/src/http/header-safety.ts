import { InvalidArgumentError } from '../errors/client-error';

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Whether a text may stand as a header value: no CR, LF, NUL or other control character, Latin-1 only.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110#name-field-values | RFC 9110, field values}
 */
export function isHeaderValue(value: unknown): value is string {
  return typeof value === 'string' && VALUE.test(value);
}

/** @throws InvalidArgumentError naming the header, never its value */
export function assertHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (!TOKEN.test(name))
      throw new InvalidArgumentError('A header name contains characters that no name may hold.');
    if (!isHeaderValue(value)) {
      throw new InvalidArgumentError(
        `The value of header ${name} contains a line break or another character that no header may hold.`,
      );
    }
  }
}
