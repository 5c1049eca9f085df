import type { AxiosAdapter, AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import { AdapterCanceledError, AdapterError } from 'imednet-rx';
import { timer } from 'rxjs';
import type { FakeImednet } from './fake-imednet';
import { API_ROOT } from './routes';
import { toFakeRequest } from './to-fake-request';

export interface FakeImednetAdapterOptions {
  /** Milliseconds until the request reaches the fake; 0 answers in the same turn. */
  readonly latency?: number;
}

/**
 * An axios adapter that asks a fake instead of the network.
 *
 * The response's data are JSON text, as they come from a socket, and errors look like axios' own.
 *
 * @example
 * ```ts
 * const fake = new FakeImednet();
 * const http = axios.create({ baseURL: 'https://edc.test', adapter: fakeImednetAdapter(fake) });
 * const { data } = await http.get('/api/v1/edc/studies');
 * ```
 */
export function fakeImednetAdapter(fake: FakeImednet, options: FakeImednetAdapterOptions = {}): AxiosAdapter {
  return async (config) => {
    await latency(options.latency ?? 0, config);
    const request = toFakeRequest(config);
    const answer = fake.handle({ ...request, path: pathOfApi(request.path) });
    const response: AxiosResponse = {
      data: JSON.stringify(answer.body),
      status: answer.status,
      statusText: '',
      headers: { ...answer.headers },
      config,
      request,
    };
    const { validateStatus } = config;
    if (validateStatus && !validateStatus(answer.status)) throw statusError(response);
    return response;
  };
}

/** Without what a `baseUrl` has before the API: a fake stands for every server. */
function pathOfApi(path: string): string {
  return path.slice(Math.max(0, path.indexOf(API_ROOT)));
}

/** Waits, unless the caller gives up first. */
async function latency(milliseconds: number, { signal }: InternalAxiosRequestConfig): Promise<void> {
  if (milliseconds > 0 && !signal?.aborted) {
    await new Promise<void>((resolve) => {
      const arrival = timer(milliseconds).subscribe(resume);
      signal?.addEventListener?.('abort', resume);
      function resume(): void {
        arrival.unsubscribe();
        signal?.removeEventListener?.('abort', resume);
        resolve();
      }
    });
  }
  if (signal?.aborted) throw new AdapterCanceledError();
}

function statusError(response: AxiosResponse): Error {
  const { status, config } = response;
  const request: unknown = response.request;
  const code = status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE';
  const error = new AdapterError(code, `Request failed with status code ${status}`);
  return Object.assign(error, { status, config, request, response });
}
