import {
  type HttpClient,
  HttpErrorResponse,
  type HttpEvent,
  HttpEventType,
  HttpHeaders,
  HttpRequest,
  HttpResponse,
  type HttpResponseBase,
} from '@angular/common/http';
import type { AxiosAdapter, AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import { AdapterCanceledError, AdapterError, decodeResponseText } from 'imednet-rx';
import { asyncScheduler, Subscription } from 'rxjs';

/** How long the body of an error may take after its head, in ms. */
const DETAILS_TIME = 1_000;

/** What the adapter asks of `HttpClient`, beside the request itself. */
export interface HttpClientSettings {
  /** Whether answers are written into a page that is rendered on a server. */
  readonly transferCache: boolean | { readonly includeHeaders?: string[] };
  /** Left out where the backend can't be told. */
  readonly redirect?: 'manual';
}

/**
 * An axios adapter over Angular's `HttpClient`.
 *
 * It returns every response as text, whatever its status, and its errors hold a code and nothing of the request:
 * Angular's own quote the address with its query.
 *
 * `HttpClient` decodes by itself, and replaces invalid bytes. Over `fetch` it reads any charset as UTF-8; what that
 * alters is not data. The size of a body is checked when `HttpClient` reports progress.
 *
 * @param http - sends the requests
 * @param settings - `transferCache` counts for reads only: a write that a cache answers would not be written
 */
export function httpClientAdapter(http: HttpClient, settings: HttpClientSettings): AxiosAdapter {
  return (config) =>
    new Promise((resolve, reject) => {
      const { signal } = config;
      if (signal?.aborted) {
        reject(new AdapterCanceledError());
        return;
      }
      const { maxContentLength = Infinity } = config;
      let answer: HttpResponse<unknown> | undefined;
      let head: HttpResponseBase | undefined;
      let late: Subscription | undefined;
      const settle = (end: () => void): void => {
        late?.unsubscribe();
        signal?.removeEventListener?.('abort', abort);
        try {
          end();
        } catch (error) {
          // An interceptor of the application gave a body that can't be written as JSON.
          reject(failureOf(error));
        }
      };
      const subscription = new Subscription();
      const response$ = http.request(toHttpRequest(config, settings));
      const receive = (event: HttpEvent<unknown>): void => {
        if (event instanceof HttpResponse) answer = event;
        else if (event.type === HttpEventType.ResponseHeader) startBody(event);
        else if (event.type === HttpEventType.DownloadProgress && event.loaded > maxContentLength)
          withoutRest();
      };
      const sending = response$.subscribe({
        next: receive,
        error: (error: unknown) => {
          settle(() => {
            if (isAnswer(error)) resolve(toAxiosResponse(error, error.error, config));
            else if (head && !head.ok) resolve(toAxiosResponse(head, '', config));
            else reject(failureOf(error));
          });
        },
        complete: () => {
          settle(() => {
            if (answer) resolve(toAxiosResponse(answer, bodyOf(answer, settings), config));
            // Angular ends it so when its injector was destroyed meanwhile.
            else reject(new AdapterCanceledError());
          });
        },
      });
      subscription.add(sending);
      signal?.addEventListener?.('abort', abort);

      function abort(): void {
        subscription.unsubscribe();
        settle(() => {
          reject(new AdapterCanceledError());
        });
      }

      /** The status of an error counts more than its details, which may not arrive. */
      function startBody(event: HttpResponseBase): void {
        head = event;
        if (!event.ok) late = asyncScheduler.schedule(withoutRest, DETAILS_TIME);
      }

      function withoutRest(): void {
        subscription.unsubscribe();
        settle(() => {
          if (head && !head.ok) resolve(toAxiosResponse(head, '', config));
          else reject(new AdapterError('ERR_RESPONSE_TOO_LARGE'));
        });
      }
    });
}

function toHttpRequest(
  { method = 'GET', url = '', data, headers }: InternalAxiosRequestConfig,
  { redirect, transferCache }: HttpClientSettings,
): HttpRequest<unknown> {
  const isRead = method.toUpperCase() === 'GET';
  const isFetch = redirect !== undefined;
  const bypass = bypassCache(transferCache !== false);
  return new HttpRequest<unknown>(method, url, data ?? null, {
    headers: new HttpHeaders({ ...(isRead && !isFetch ? bypass.headers : {}), ...headers.toJSON(true) }),
    responseType: 'text',
    reportProgress: true,
    transferCache: isRead ? transferCache : false,
    ...(isFetch ? { redirect, cache: bypass.cache } : {}),
  });
}

/**
 * What keeps the browser's cache from answering for the server: a setting of `fetch`, a header for `XMLHttpRequest`.
 *
 * @param transferCache - whether Angular's own cache is in use, which leaves requests alone that say `no-store`
 */
function bypassCache(transferCache: boolean): {
  readonly cache: RequestCache;
  readonly headers: Readonly<Record<string, string>>;
} {
  return transferCache
    ? { cache: 'reload', headers: { 'cache-control': 'max-age=0' } }
    : { cache: 'no-store', headers: { 'cache-control': 'no-cache, no-store' } };
}

/** Whether an error is an answer: to Angular every status outside of 2xx is an error. */
function isAnswer(error: unknown): error is HttpErrorResponse {
  if (!(error instanceof HttpErrorResponse)) return false;
  // `fetch` gives a refused redirect as a response of status 0, and so do we.
  return (error.status >= 300 && !isFailure(error.error)) || error.responseType === 'opaqueredirect';
}

/** What stands for the body when the connection broke. */
function isFailure(body: unknown): boolean {
  return body instanceof Error || (typeof Event !== 'undefined' && body instanceof Event);
}

/** An error that an interceptor of the application throws passes: the pipeline keeps its name and code only. */
function failureOf(error: unknown): Error {
  if (error instanceof Error && !(error instanceof HttpErrorResponse)) return error;
  return new AdapterError('ERR_NETWORK');
}

/** The body of a successful response; nothing where `HttpClient` has read it in another charset than the declared one. */
function bodyOf({ body, headers }: HttpResponse<unknown>, { redirect }: HttpClientSettings): unknown {
  const contentType = headers.get('content-type') ?? '';
  const isMisread =
    redirect !== undefined &&
    typeof body === 'string' &&
    /charset/i.test(contentType) &&
    !/^[^;,"]*;\s*charset\s*=\s*(utf-?8|"utf-?8")\s*$/i.test(contentType) &&
    // What is the same in both charsets was not altered.
    decodeResponseText(new TextEncoder().encode(body), contentType, true) !== body;
  return isMisread ? null : body;
}

function toAxiosResponse(
  { status, headers }: HttpResponseBase,
  body: unknown,
  config: InternalAxiosRequestConfig,
): AxiosResponse<string> {
  return {
    // An interceptor of the application may have parsed it.
    data: typeof body === 'string' ? body : body === null ? '' : JSON.stringify(body),
    status,
    statusText: '',
    headers: Object.fromEntries(
      headers.keys().map((name) => [name.toLowerCase(), headers.getAll(name)?.join(', ') ?? '']),
    ),
    config,
  };
}
