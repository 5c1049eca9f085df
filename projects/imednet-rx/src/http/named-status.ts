/** Names of statuses, and the vendor's codes. */
const STATUSES: Readonly<Record<string, number>> = {
  OK: 200,
  SUCCESS: 200,
  CREATED: 201,
  ACCEPTED: 202,
  NO_CONTENT: 204,
  BAD_REQUEST: 400,
  1000: 400,
  UNAUTHORIZED: 401,
  9001: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  UNPROCESSABLE_ENTITY: 422,
  TOO_MANY_REQUESTS: 429,
  INTERNAL_SERVER_ERROR: 500,
  9000: 500,
  BAD_GATEWAY: 502,
  SERVICE_UNAVAILABLE: 503,
  GATEWAY_TIMEOUT: 504,
};

/**
 * Returns the HTTP status that a body names: as number (`404`), as text (`"404"`, `"404 NOT_FOUND"`, `"not found"`), or by
 * the vendor's code (`"1000"`).
 *
 * @returns 200 to 299 or 400 to 599; `undefined` for anything else
 */
export function statusOf(value: unknown): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const name = String(value).trim();
  const digits = /^[245]\d\d(?![\d.])/.exec(name);
  return digits ? Number(digits[0]) : STATUSES[name.toUpperCase().replace(/[ -]/g, '_')];
}
