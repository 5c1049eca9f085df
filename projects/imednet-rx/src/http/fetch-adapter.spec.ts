import type { InternalAxiosRequestConfig } from 'axios';
import { AdapterCanceledError, AdapterError } from './adapter-error';
import { fetchAdapter } from './fetch-adapter';
import { RequestHeaders } from './request-headers';

const config = (more: object = {}): InternalAxiosRequestConfig =>
  ({
    ...{ method: 'POST', url: 'https://api.test/x', data: '[]' },
    headers: new RequestHeaders({ accept: 'application/json' }),
    ...more,
  }) as unknown as InternalAxiosRequestConfig;

describe('fetchAdapter', () => {
  let fetched: jasmine.Spy<typeof fetch>;

  beforeEach(() => {
    fetched = spyOn(globalThis, 'fetch');
  });

  it('requests what it is told, without following redirects and without the cache', async () => {
    fetched.and.resolveTo(new Response('{}'));
    const { signal } = new AbortController();
    await fetchAdapter(config({ signal }));
    expect(fetched).toHaveBeenCalledOnceWith('https://api.test/x', {
      ...{ method: 'POST', headers: { accept: 'application/json' }, redirect: 'manual' },
      ...{ cache: 'no-store', body: '[]', signal },
    });
  });

  it('gives any answer as text', async () => {
    fetched.and.resolveTo(new Response('<h1>no</h1>', { status: 503, headers: { 'Retry-After': '7' } }));
    const { data, status, headers } = await fetchAdapter(config());
    expect([data, status, (headers as Record<string, unknown>)['retry-after']]).toEqual([
      ...['<h1>no</h1>', 503, '7'],
    ]);
  });

  it('gives a refused redirect as what it is', async () => {
    fetched.and.resolveTo(Response.error());
    expect((await fetchAdapter(config())).status).toBe(0);
  });

  const failures: readonly (readonly [string, Error, string])[] = [
    ['the code that Node tells', fetchFailure('ECONNREFUSED'), 'ECONNREFUSED'],
    [
      'no more than that, where nobody tells',
      new TypeError('Failed to fetch https://api.test/x'),
      'ERR_NETWORK',
    ],
  ];
  for (const [story, failure, code] of failures) {
    it(`fails with ${story}`, async () => {
      fetched.and.rejectWith(failure);
      const error = await fetchAdapter(config()).catch((reason: unknown) => reason);
      expect(error).toEqual(new AdapterError(code));
      expect(String((error as Error).stack)).not.toContain('api.test/x');
    });
  }

  it('fails as canceled when its caller gave up', async () => {
    const controller = new AbortController();
    controller.abort();
    fetched.and.rejectWith(new DOMException('aborted', 'AbortError'));
    await expectAsync(fetchAdapter(config({ signal: controller.signal }))).toBeRejectedWith(
      new AdapterCanceledError(),
    );
  });
});

function fetchFailure(code: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error('connect'), { code }) });
}
