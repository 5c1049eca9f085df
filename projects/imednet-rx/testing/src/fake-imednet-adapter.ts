import type { AxiosAdapter, AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import { timer } from 'rxjs';
import type { FakeImednet } from './fake-imednet';
import type { FakeRequest } from './fake-messages';

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
    const answer = fake.handle(request);
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
  if (signal?.aborted) throw canceledError();
}

function toFakeRequest(config: InternalAxiosRequestConfig): FakeRequest {
  const url = new URL(
    `${isAbsolute(config.url) ? '' : (config.baseURL ?? '')}${config.url ?? ''}`,
    'http://fake.test',
  );
  appendParams(url.searchParams, config);
  const headers = Object.entries(config.headers.toJSON()).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  );
  return {
    method: (config.method ?? 'get').toUpperCase(),
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(headers),
    body: parseJson(config.data),
  };
}

function isAbsolute(url: string | undefined): boolean {
  return url !== undefined && /^https?:\/\//i.test(url);
}

/** Repeats the name for each element of an array, the only form that the API knows. */
function appendParams(target: URLSearchParams, { params }: InternalAxiosRequestConfig): void {
  const given = params as URLSearchParams | Record<string, unknown> | undefined;
  const entries = given instanceof URLSearchParams ? [...given] : Object.entries(given ?? {});
  for (const [name, value] of entries) {
    for (const single of Array.isArray(value) ? value : [value]) {
      if (single !== undefined && single !== null) target.append(name, String(single));
    }
  }
}

function parseJson(data: unknown): unknown {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

/** Errors are built by hand: importing axios for its classes would make it a dependency at run time. */
function canceledError(): Error {
  const details = { name: 'CanceledError', code: 'ERR_CANCELED', __CANCEL__: true };
  return Object.assign(new Error('canceled'), details);
}

function statusError(response: AxiosResponse): Error {
  const { status, config } = response;
  const request: unknown = response.request;
  return Object.assign(new Error(`Request failed with status code ${status}`), {
    name: 'AxiosError',
    isAxiosError: true,
    code: status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE',
    status,
    config,
    request,
    response,
  });
}
