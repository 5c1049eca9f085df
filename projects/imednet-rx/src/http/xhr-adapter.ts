import type { AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import { AdapterCanceledError, AdapterError } from './adapter-error';
import { toBody } from './response-body';
import { xsrfHeaders } from './xsrf-headers';

/**
 * An axios adapter over `XMLHttpRequest`: returns every response as text, whatever its status, and bypasses the
 * browser's cache.
 *
 * axios' own decodes by itself, which replaces invalid bytes, and notices a body that is too large only three times a
 * second.
 */
export function xhrAdapter(config: InternalAxiosRequestConfig): Promise<AxiosResponse<string | undefined>> {
  const { method = 'GET', url = '', signal, maxContentLength = Infinity } = config;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url, true);
    request.responseType = 'arraybuffer';
    const headers = config.headers as unknown as Record<string, string>;
    for (const [name, value] of Object.entries({
      ...(method === 'GET' ? BYPASS_CACHE : {}),
      ...headers,
      ...xsrfHeaders(url),
    })) {
      request.setRequestHeader(name, value);
    }
    const settle = (bytes?: Uint8Array): void => {
      const { status, statusText } = request;
      try {
        const body = toBody(bytes, status, request.getResponseHeader('content-type') ?? undefined);
        resolve({ ...body, status, statusText, headers: headersOf(request), config });
      } catch (error) {
        reject(error instanceof Error ? error : new AdapterError('ERR_BAD_RESPONSE'));
      }
      signal?.removeEventListener?.('abort', cancel);
    };
    request.onprogress = ({ loaded }) => {
      if (loaded <= maxContentLength) return;
      settle();
      request.abort();
    };
    request.onload = () => {
      const bytes = new Uint8Array(request.response as ArrayBuffer);
      settle(bytes.length > maxContentLength ? undefined : bytes);
    };
    request.onerror = request.onabort = () => {
      signal?.removeEventListener?.('abort', cancel);
      reject(new AdapterError('ERR_NETWORK'));
    };
    signal?.addEventListener?.('abort', cancel);
    if (signal?.aborted) cancel();
    else request.send((config.data as string | undefined) ?? null);

    function cancel(): void {
      reject(new AdapterCanceledError());
      request.abort();
    }
  });
}

/** `XMLHttpRequest` has no setting for it; servers of other origins must allow the header. */
const BYPASS_CACHE = { 'cache-control': 'no-cache, no-store' };

function headersOf(request: XMLHttpRequest): Record<string, string> {
  const lines = request
    .getAllResponseHeaders()
    .trim()
    .split(/[\r\n]+/);
  return Object.fromEntries(
    lines.filter(Boolean).map((line) => {
      const [name = '', ...value] = line.split(': ');
      return [name.toLowerCase(), value.join(': ')];
    }),
  );
}
