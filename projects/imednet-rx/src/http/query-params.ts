import { InvalidArgumentError } from '../errors/client-error';

/** One value of a query parameter. */
export type QueryValue = string | number | boolean;

/**
 * Query parameters by name; an array repeats its parameter, `null` and `undefined` leave it out.
 *
 * @example
 * ```ts
 * const params: QueryParams = { page: 0, size: 100, sort: ['siteId,ASC', 'subjectId,ASC'] };
 * ```
 */
export type QueryParams = Readonly<Record<string, QueryValue | readonly QueryValue[] | null | undefined>>;

/**
 * Writes parameters as a query string without the leading `?`.
 *
 * @throws InvalidArgumentError for values that have no faithful text form
 */
export function toQueryString(params: QueryParams): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value === null || value === undefined) continue;
    if (!isWellFormed(name)) throw new InvalidArgumentError('A query parameter has a malformed name.');
    if (Array.isArray(value) && value.length === 0) {
      throw new InvalidArgumentError(
        `Query parameter ${JSON.stringify(name)} is an empty array, which would widen the query. Leave it out instead.`,
      );
    }
    for (const one of Array.isArray(value) ? (value as readonly QueryValue[]) : [value as QueryValue]) {
      query.append(name, toText(name, one));
    }
  }
  return query.toString();
}

function toText(name: string, value: unknown): string {
  if ((typeof value === 'string' && isWellFormed(value)) || typeof value === 'boolean' || isExact(value))
    return String(value);
  throw new InvalidArgumentError(
    `Query parameter ${JSON.stringify(name)} must be a well-formed string, a finite number (safe if an integer), a boolean, or an array of these.`,
  );
}

/** A larger integer may have been rounded before it arrived here. */
function isExact(value: unknown): boolean {
  return Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value));
}

/** Half a surrogate pair would silently be sent as another character. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
