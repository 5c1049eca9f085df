interface Page {
  readonly document?: { readonly cookie: string };
  readonly location?: { readonly href: string; readonly origin: string };
}

/**
 * The header by which a page's own server knows that a request comes from the page; nothing for other origins, outside
 * of a page, and without the cookie `XSRF-TOKEN`.
 *
 * @param url - of the request
 * @param page - globals of the page
 */
export function xsrfHeaders(url: string, page: Page = globalThis): Readonly<Record<string, string>> {
  const { document, location } = page;
  if (!document || location?.origin !== new URL(url, location?.href).origin) return {};
  const token = /(?:^|;)\s*XSRF-TOKEN=([^;]+)/.exec(document.cookie)?.[1];
  return token === undefined ? {} : { 'x-xsrf-token': decoded(token.trim()) };
}

function decoded(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}
