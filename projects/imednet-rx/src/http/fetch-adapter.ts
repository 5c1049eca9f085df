import type { AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import { AdapterCanceledError, AdapterError } from './adapter-error';
import { readBody, type ResponseBody } from './response-body';
import { xsrfHeaders } from './xsrf-headers';

/**
 * An axios adapter over `fetch`: returns every response as text, whatever its status, follows no redirect, and
 * bypasses the browser's cache.
 *
 * axios' own can do much more, and is half the size of the rest of what a page loads.
 */
export async function fetchAdapter(
  config: InternalAxiosRequestConfig,
): Promise<AxiosResponse<string | undefined>> {
  const { method = 'GET', url = '', headers } = config;
  const body = config.data as string | undefined;
  const signal = config.signal as AbortSignal | undefined;
  try {
    // Looked up each time: instrumentations and test tools put another one in its place.
    const response = await globalThis.fetch(url, {
      method,
      headers: { ...(headers as unknown as Record<string, string>), ...xsrfHeaders(url) },
      redirect: 'manual',
      // A stored response would hide what has changed since, and patients' data would stay on the disk.
      cache: 'no-store',
      ...(body === undefined ? {} : { body }),
      ...(signal ? { signal } : {}),
    });
    return {
      ...(await bodyOf(response, config.maxContentLength)),
      status: response.status,
      statusText: response.statusText,
      headers: Object.fromEntries(response.headers),
      config,
    };
  } catch (error) {
    if (signal?.aborted) throw new AdapterCanceledError();
    throw error instanceof AdapterError ? error : new AdapterError(codeOf(error));
  }
}

function bodyOf({ body, status, headers }: Response, limit = Infinity): Promise<ResponseBody> {
  // `response.text()` would replace invalid bytes, and read without a limit.
  const reader = body?.getReader();
  return readBody(
    { status, contentType: headers.get('content-type') ?? undefined },
    () => reader?.read() ?? Promise.resolve({}),
    () => void reader?.cancel().catch(() => undefined),
    limit,
  );
}

/** Node reports in `cause` why the connection failed; browsers do not. */
function codeOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : undefined;
  return typeof code === 'string' ? code : 'ERR_NETWORK';
}
