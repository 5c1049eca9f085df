import { ConfigurationError } from '../errors/client-error';

/**
 * Makes a base URL absolute and drops a trailing `/` and `/api`.
 *
 * @throws ConfigurationError when it is no plain http(s) address
 */
export function normalizeBaseUrl(baseUrl: string): string {
  const url = parse(baseUrl);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw invalid('it must start with https:// or http://');
  if (url.username !== '' || url.password !== '') throw invalid('it must not contain user information');
  if (url.search !== '' || url.hash !== '') throw invalid('it must not contain a query or a fragment');
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '').replace(/\/api$/, '');
}

/** Origin of the page that the script runs in; `undefined` outside of browsers. */
export function pageOrigin(): string | undefined {
  const origin = (globalThis as { location?: { origin?: string } }).location?.origin;
  return origin === 'null' ? undefined : origin;
}

function parse(baseUrl: string): URL {
  try {
    return new URL(baseUrl, pageOrigin());
  } catch {
    throw invalid('it is no address, or it is relative where there is no page');
  }
}

function invalid(problem: string): ConfigurationError {
  return new ConfigurationError(`baseUrl is invalid: ${problem}. Example: https://edc.prod.imednetapi.com`);
}
