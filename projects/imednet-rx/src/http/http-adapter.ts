import type { AxiosAdapter, AxiosResponse } from 'axios';
import { headerOf } from './header-of';
import { readBody } from './response-body';

/**
 * Loads axios' adapter over Node's `http`, whose body is then read here.
 *
 * axios itself would replace invalid bytes, ignore the declared charset, and report no status of a body that is too
 * large.
 */
export async function loadHttpAdapter(): Promise<AxiosAdapter> {
  const { default: axios } = await import('axios');
  const send = axios.getAdapter('http');
  return async (config) => {
    const { maxContentLength = Infinity } = config;
    const response = await send({ ...config, responseType: 'stream', maxContentLength: -1 });
    const { status, headers, data } = response as AxiosResponse<NodeStream>;
    const chunks = data[Symbol.asyncIterator]();
    const body = await readBody(
      { status, contentType: headerOf(headers, 'content-type') },
      () => chunks.next(),
      // Closes the connection.
      () => data.destroy(),
      maxContentLength,
    );
    return { ...response, ...body };
  };
}

/** What is used of Node's `Readable`. */
interface NodeStream extends AsyncIterable<Uint8Array> {
  destroy(): void;
}
