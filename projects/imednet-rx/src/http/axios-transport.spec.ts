import type { AxiosAdapter, AxiosResponse, GenericAbortSignal } from 'axios';
import { lastValueFrom } from 'rxjs';
import { aRequest } from '../../spec/a-request';
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
    await lastValueFrom(axiosTransport(adapter)(request));
    expect(urls).toEqual(['https://api.test/x?page=0&filter=a%3D%3D1']);
  });

  it('gives each subscription a request and a signal of its own', async () => {
    const call$ = axiosTransport(adapter)(request);
    await Promise.all([lastValueFrom(call$), lastValueFrom(call$)]);
    expect(new Set(signals).size).toBe(2);
  });

  it('aborts what is under way, and that alone', () => {
    const call$ = axiosTransport(silent)(request);
    const first = call$.subscribe();
    const second = call$.subscribe();
    return Promise.resolve().then(() => {
      first.unsubscribe();
      expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
      second.unsubscribe();
    });
  });

  it('does not abort what has completed', async () => {
    await lastValueFrom(axiosTransport(adapter)(request));
    await Promise.resolve();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });

  it('keeps sent headers and the socket off the response', async () => {
    const response = await lastValueFrom(axiosTransport(adapter)(request));
    expect(response.request).toBeUndefined();
    expect(JSON.stringify(response)).not.toContain('CANARY');
  });
});
