import type { AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import { AdapterCanceledError, AdapterError } from './adapter-error';
import { xsrfHeaders } from './xsrf-headers';

/**
 * An axios adapter over `fetch`: gives every answer as text, whatever its status, and follows no redirect.
 *
 * axios' own can do much more, and is half the size of the rest of what a page loads.
 */
export async function fetchAdapter(config: InternalAxiosRequestConfig): Promise<AxiosResponse<string>> {
  const { method = 'GET', url = '', headers } = config;
  const body = config.data as string | undefined;
  const signal = config.signal as AbortSignal | undefined;
  try {
    // Looked up each time: instrumentations and test tools put another one in its place.
    const response = await globalThis.fetch(url, {
      method,
      headers: { ...(headers as unknown as Record<string, string>), ...xsrfHeaders(url) },
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
      ...(signal ? { signal } : {}),
    });
    return {
      data: await response.text(),
      status: response.status,
      statusText: response.statusText,
      headers: Object.fromEntries(response.headers),
      config,
    };
  } catch (error) {
    throw signal?.aborted ? new AdapterCanceledError() : new AdapterError(codeOf(error));
  }
}

/** Node tells in `cause` why the connection failed; browsers tell nobody. */
function codeOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : undefined;
  return typeof code === 'string' ? code : 'ERR_NETWORK';
}
