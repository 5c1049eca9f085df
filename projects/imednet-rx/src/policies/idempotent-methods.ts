/**
 * Methods whose request may be sent twice without doing more than once.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110#name-idempotent-methods | RFC 9110, idempotent methods}
 */
export const IDEMPOTENT_METHODS: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'PUT',
  'DELETE',
]);
