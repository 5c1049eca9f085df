import { HttpBackend, HttpClient, HttpXhrBackend } from '@angular/common/http';
import { inject } from '@angular/core';
import { httpClientAdapter } from './http-client-adapter';
import { type ImednetFeature, imednetFeature, ImednetFeatureKind } from './imednet-feature';

/** How requests use Angular's `HttpClient`. */
export interface AngularHttpOptions {
  /**
   * Whether answers that were read while the page was rendered on a server are written into the page, so that
   * the browser need not ask again; `false` by default, since they hold patients' data.
   *
   * It needs Angular's own cache (`provideClientHydration`), and never counts for writes.
   */
  readonly transferCache?: boolean | { readonly includeHeaders?: string[] };
}

/**
 * Sends the requests over the application's `HttpClient`, with its interceptors, XSRF protection and testing.
 *
 * Use it with `provideHttpClient(withFetch())`: `XMLHttpRequest` follows redirects by itself, and takes the keys
 * along. The application's HTTP interceptors see each attempt with its credentials, and its progress events.
 *
 * `HttpClient` decodes responses before this library sees them: bytes that are invalid UTF-8 are replaced rather than
 * reported, and over `fetch` a declared charset is ignored. `maxResponseBytes` is checked on progress events. The
 * browser's cache is bypassed: over `fetch` by a setting, over `XMLHttpRequest` by a `cache-control` header, which
 * servers of other origins must allow.
 *
 * @param options - whether answers go from the server into the page
 *
 * @example
 * ```ts
 * providers: [
 *   provideHttpClient(withFetch(), withXsrfConfiguration({ cookieName: 'csrf' })),
 *   provideImednet({ auth: new SameOriginAuth() }, withAngularHttp()),
 * ]
 * ```
 */
export function withAngularHttp(
  options: AngularHttpOptions = {},
): ImednetFeature<ImednetFeatureKind.AngularHttp> {
  return imednetFeature(ImednetFeatureKind.AngularHttp, 'withAngularHttp', () => ({
    adapter: httpClientAdapter(inject(HttpClient), {
      transferCache: options.transferCache ?? false,
      // XMLHttpRequest can't be told, and Angular warns of each attempt to.
      ...(inject(HttpBackend) instanceof HttpXhrBackend ? {} : { redirect: 'manual' }),
    }),
  }));
}
