import type { InternalAxiosRequestConfig } from 'axios';
import type { FakeRequest } from './fake-messages';

/** What an axios adapter is asked for, free of axios. */
export function toFakeRequest(config: InternalAxiosRequestConfig): FakeRequest {
  const address = `${isAbsolute(config.url) ? '' : (config.baseURL ?? '')}${config.url ?? ''}`;
  const url = new URL(address, 'http://fake.test');
  appendParams(url.searchParams, config);
  const headers = Object.entries(config.headers.toJSON()).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  );
  return {
    method: (config.method ?? 'get').toUpperCase(),
    ...(isAbsolute(address) ? { origin: url.origin } : {}),
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
