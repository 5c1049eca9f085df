import type { AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import { asyncScheduler, type Subscription } from 'rxjs';
import { AdapterCanceledError, AdapterError } from './adapter-error';
import { DETAILS_TIME, isData, toBody } from './response-body';
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
    let head: ReturnType<typeof headOf> | undefined;
    let late: Subscription | undefined;
    const end = (settle: () => void): void => {
      late?.unsubscribe();
      signal?.removeEventListener?.('abort', cancel);
      settle();
    };
    const respond = (bytes?: Uint8Array): void => {
      end(() => {
        // A connection that broke has taken the status with it.
        const { status, statusText, headers } = head ?? headOf(request);
        try {
          const body = toBody(bytes, status, headers['content-type']);
          resolve({ ...body, status, statusText, headers, config });
        } catch (error) {
          reject(error instanceof Error ? error : new AdapterError('ERR_BAD_RESPONSE'));
        }
      });
    };
    // The status of an error counts more than its details.
    const isError = (): boolean => head !== undefined && !isData(head.status);
    const withoutRest = (): void => {
      respond();
      request.abort();
    };
    request.onreadystatechange = () => {
      if (request.readyState !== XMLHttpRequest.HEADERS_RECEIVED) return;
      head = headOf(request);
      if (isError()) late = asyncScheduler.schedule(withoutRest, DETAILS_TIME);
    };
    request.onprogress = ({ loaded }) => {
      if (loaded > maxContentLength) withoutRest();
    };
    request.onload = () => {
      const bytes = new Uint8Array(request.response as ArrayBuffer);
      respond(bytes.length > maxContentLength ? undefined : bytes);
    };
    request.onerror = request.onabort = () => {
      if (isError()) respond();
      else
        end(() => {
          reject(new AdapterError('ERR_NETWORK'));
        });
    };
    signal?.addEventListener?.('abort', cancel);
    if (signal?.aborted) cancel();
    else request.send((config.data as string | undefined) ?? null);

    function cancel(): void {
      end(() => {
        reject(new AdapterCanceledError());
      });
      request.abort();
    }
  });
}

/** `XMLHttpRequest` has no setting for it; servers of other origins must allow the header. */
const BYPASS_CACHE = { 'cache-control': 'no-cache, no-store' };

/** What has arrived of a response before its body. */
function headOf(request: XMLHttpRequest): Pick<AxiosResponse, 'status' | 'statusText'> & {
  headers: Record<string, string>;
} {
  const { status, statusText } = request;
  return { status, statusText, headers: headersOf(request) };
}

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
