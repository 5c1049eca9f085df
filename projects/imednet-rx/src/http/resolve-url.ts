import { InvalidArgumentError } from '../errors/client-error';

/** An address outside the base URL's and the allowed origins. */
export class ForeignOriginError extends InvalidArgumentError {}

const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/i;
const DOT_SEGMENT = /(^|\/)(\.|%2e){1,2}(;|\/|$)/i;

/**
 * Resolves the path of a call against the base URL, refusing everything that would change the route.
 *
 * @param baseUrl - absolute, without trailing slash
 * @param path - path below the base URL, or an absolute URL of the same or an allowed origin
 * @param allowedOrigins - further origins that may be called (without credentials)
 * @returns absolute address without query, parsed
 * @throws InvalidArgumentError when the path is not plain
 */
export function resolveUrl(baseUrl: string, path: string, allowedOrigins: readonly string[]): URL {
  if (typeof path !== 'string' || path === '') {
    throw new InvalidArgumentError(
      'The path is empty. Pass the path below `baseUrl`, e.g. "/api/v1/edc/studies".',
    );
  }
  assertPlain(path);
  if (!ABSOLUTE.test(path)) return new URL(`${baseUrl}/${path.replace(/^\/+/, '')}`);
  const url = parseUrl(path);
  assertOrigin(url, baseUrl, allowedOrigins);
  return url;
}

/**
 * Whether an address lies at an origin and has neither query nor fragment, for certain and without parsing it:
 * what stands before the first slash behind the host can't be changed by what follows.
 */
export function isPlainlyAt(origin: string, url: string): boolean {
  return url.startsWith(`${origin}/`) && !url.includes('?') && !url.includes('#');
}

/** @throws InvalidArgumentError when the address has a query or a fragment, before or behind which `params` would get lost */
export function assertNoQuery(url: URL): void {
  if (url.search === '' && url.hash === '') return;
  throw new InvalidArgumentError('The URL contains a query or a fragment. Pass the query as `params`.');
}

/** @throws InvalidArgumentError when the text is no absolute address */
export function parseUrl(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw new InvalidArgumentError('The URL is no absolute address.');
  }
}

/** @throws InvalidArgumentError when the address lies outside the base URL's and the allowed origins */
export function assertOrigin(url: URL, baseUrl: string, allowedOrigins: readonly string[]): void {
  if (url.username !== '' || url.password !== '') {
    throw new InvalidArgumentError(
      'The URL contains user information. Use an auth strategy for credentials.',
    );
  }
  const isHttp = url.protocol === 'https:' || url.protocol === 'http:';
  if (!isHttp || ![new URL(baseUrl).origin, ...allowedOrigins].includes(url.origin)) {
    throw new ForeignOriginError(
      'The URL leads to another origin than `baseUrl`. Add its origin to `allowedOrigins` to call it without credentials.',
    );
  }
}

function assertPlain(path: string): void {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u0020\u007f\\]|\p{Surrogate}/u.test(path)) {
    throw new InvalidArgumentError('The path contains white space, a backslash or a control character.');
  }
  if (/[?#]/.test(path))
    throw new InvalidArgumentError('The path contains "?" or "#". Pass the query as `params`.');
  // Some servers decode twice, or before they route.
  if (/%(2f|5c|25|[01][0-9a-f]|7f)/i.test(path)) {
    throw new InvalidArgumentError('The path contains an encoded slash, percent sign or control character.');
  }
  if (DOT_SEGMENT.test(path)) throw new InvalidArgumentError('The path contains a "." or ".." segment.');
}
