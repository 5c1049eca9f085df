import type { AxiosAdapter, AxiosResponse, GenericAbortSignal } from 'axios';
import { EmptyError, lastValueFrom } from 'rxjs';
import { aRequest } from '../../spec/a-request';
import { ResponseTooLargeError } from '../errors/response-too-large-error';
import { AdapterError } from './adapter-error';
import { axiosTransport } from './axios-transport';

const request = aRequest({
  params: { page: 0, filter: 'a==1' },
  headers: { accept: 'application/json', 'x-api-key': 'CANARY' },
});

describe('axiosTransport', () => {
  let signals: GenericAbortSignal[];
  let urls: (string | undefined)[];

  const adapter: AxiosAdapter = (config) => {
    if (config.signal) signals.push(config.signal);
    urls.push(config.url);
    return Promise.resolve({
      data: '{}',
      status: 200,
      statusText: 'OK',
      headers: {},
      config,
      request: 'socket',
    });
  };
  const silent: AxiosAdapter = (config) => {
    if (config.signal) signals.push(config.signal);
    return new Promise<AxiosResponse>(() => undefined);
  };

  beforeEach(() => {
    signals = [];
    urls = [];
  });

  it('writes the parameters into the address', async () => {
    await lastValueFrom(axiosTransport(adapter, 1_000)(request));
    expect(urls).toEqual(['https://api.test/x?page=0&filter=a%3D%3D1']);
  });

  it('gives each subscription a request and a signal of its own', async () => {
    const call$ = axiosTransport(adapter, 1_000)(request);
    await Promise.all([lastValueFrom(call$), lastValueFrom(call$)]);
    expect(new Set(signals).size).toBe(2);
  });

  it('aborts what is under way, and that alone', () => {
    const call$ = axiosTransport(silent, 1_000)(request);
    const first = call$.subscribe();
    const second = call$.subscribe();
    return Promise.resolve().then(() => {
      first.unsubscribe();
      expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
      second.unsubscribe();
    });
  });

  it('does not abort what has completed', async () => {
    await lastValueFrom(axiosTransport(adapter, 1_000)(request));
    await Promise.resolve();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });

  it('passes the limit on, and checks the length of what an adapter returns all the same', async () => {
    let limit: number | undefined;
    const long =
      (status: number, length: number): AxiosAdapter =>
      (config) => {
        limit = config.maxContentLength;
        const data = 'x'.repeat(length);
        return Promise.resolve({ data, status, statusText: '', headers: {}, config });
      };
    const send = (status: number, length: number): Promise<AxiosResponse> =>
      lastValueFrom(axiosTransport(long(status, length), 10)(request));
    expect((await send(200, 10)).data).toBe('x'.repeat(10));
    expect(limit).toBe(10);
    await expectAsync(send(200, 11)).toBeRejectedWithError(ResponseTooLargeError, /larger than 10 bytes/);
    expect((await send(503, 11)).data).toBe('');
  });

  for (const code of ['ERR_RESPONSE_TOO_LARGE', 'ERR_BAD_RESPONSE']) {
    it(`maps ${code} of an adapter to its own error`, async () => {
      const error = new AdapterError(code, 'maxContentLength size of 10 exceeded');
      await expectAsync(
        lastValueFrom(axiosTransport(() => Promise.reject(error), 10)(request)),
      ).toBeRejectedWith(new ResponseTooLargeError(request, 10));
    });
  }

  const throwing = (member: string): object =>
    Object.defineProperty({ data: '{}', status: 200 }, member, {
      get: () => {
        throw new Error('CANARY');
      },
    });
  const rejecting = (reason: unknown) => async (): Promise<never> => {
    await Promise.resolve();
    throw reason as Error;
  };
  const misbehaving: readonly (readonly [string, () => unknown])[] = [
    ['returns nothing', () => Promise.resolve()],
    ['returns null', () => Promise.resolve(null)],
    ['returns a response that cannot be read', () => Promise.resolve(throwing('data'))],
    ['returns headers that cannot be read', () => Promise.resolve(throwing('headers'))],
    [
      'throws at once',
      () => {
        throw new Error('CANARY');
      },
    ],
    ['rejects with nothing', rejecting(undefined)],
    ['rejects with a code alone', rejecting({ code: 'ERR_BAD_RESPONSE' })],
    ['rejects with what is not a message', rejecting({ code: 'ERR_BAD_RESPONSE', message: 5 })],
    ['rejects with what cannot be read', rejecting(throwing('message'))],
    ['rejects with a code that cannot be read', rejecting(throwing('code'))],
  ];
  for (const [story, send] of misbehaving) {
    it(`ends with an error when an adapter ${story}`, async () => {
      const outcome = lastValueFrom(axiosTransport(send as AxiosAdapter, 10)(request)).then(
        () => 'a response',
        // A completion without a response would hide an error that ends the process.
        (error: unknown) => (error instanceof EmptyError ? 'nothing' : 'an error'),
      );
      expect(await outcome).toBe('an error');
    });
  }

  for (const [story, answer] of [
    ['a response without a promise', (response: AxiosResponse) => response],
    [
      'a thenable that responds at once',
      (response: AxiosResponse) => ({
        then: (next: (value: AxiosResponse) => void) => {
          next(response);
        },
      }),
    ],
  ] as const) {
    it(`reads ${story}`, async () => {
      const send = ((config) =>
        answer({ data: '{}', status: 200, statusText: '', headers: {}, config })) as AxiosAdapter;
      expect((await lastValueFrom(axiosTransport(send, 10)(request))).data).toBe('{}');
    });
  }

  it('keeps sent headers and the socket off the response', async () => {
    const response = await lastValueFrom(axiosTransport(adapter, 1_000)(request));
    expect(response.request).toBeUndefined();
    expect(JSON.stringify(response)).not.toContain('CANARY');
  });
});
