import {
  type HttpClient,
  HttpErrorResponse,
  type HttpEvent,
  HttpHeaders,
  HttpRequest,
  HttpResponse,
  type HttpResponseBase,
} from '@angular/common/http';
import type { AxiosAdapter, AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import { AdapterCanceledError, AdapterError } from 'imednet-rx';

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
 * It gives every answer as text, whatever its status, and its errors hold a code and nothing of the request:
 * Angular's own quote the address with its query.
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
      let answer: HttpResponse<unknown> | undefined;
      const settle = (end: () => void): void => {
        signal?.removeEventListener?.('abort', abort);
        try {
          end();
        } catch (error) {
          // An interceptor of the application gave a body that can't be written as JSON.
          reject(failureOf(error));
        }
      };
      const subscription = http.request(toHttpRequest(config, settings)).subscribe({
        next: (event: HttpEvent<unknown>) => {
          if (event instanceof HttpResponse) answer = event;
        },
        error: (error: unknown) => {
          settle(() => {
            if (isAnswer(error)) resolve(toAxiosResponse(error, error.error, config));
            else reject(failureOf(error));
          });
        },
        complete: () => {
          settle(() => {
            if (answer) resolve(toAxiosResponse(answer, answer.body, config));
            // Angular ends it so when its injector was destroyed meanwhile.
            else reject(new AdapterCanceledError());
          });
        },
      });
      signal?.addEventListener?.('abort', abort);

      function abort(): void {
        subscription.unsubscribe();
        settle(() => {
          reject(new AdapterCanceledError());
        });
      }
    });
}

function toHttpRequest(
  { method = 'GET', url = '', data, headers }: InternalAxiosRequestConfig,
  { redirect, transferCache }: HttpClientSettings,
): HttpRequest<unknown> {
  const isRead = method.toUpperCase() === 'GET';
  return new HttpRequest<unknown>(method, url, data ?? null, {
    headers: new HttpHeaders(headers.toJSON(true)),
    responseType: 'text',
    transferCache: isRead ? transferCache : false,
    ...(redirect === undefined ? {} : { redirect }),
  });
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
