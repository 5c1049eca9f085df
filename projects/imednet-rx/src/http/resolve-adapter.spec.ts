import type { AxiosAdapter } from 'axios';
import { ConfigurationError } from '../errors/client-error';
import { fetchAdapter } from './fetch-adapter';
import { resolveAdapter } from './resolve-adapter';

const isNode = !('document' in globalThis);

describe('resolveAdapter', () => {
  it('takes a function as it is', () => {
    const own: AxiosAdapter = () => new Promise(() => undefined);
    expect(resolveAdapter(own)).toBe(own);
  });

  it('takes fetch by its name, and in browsers by itself', () => {
    expect(resolveAdapter('fetch')).toBe(fetchAdapter);
    expect(resolveAdapter() === fetchAdapter).toBe(!isNode);
  });

  for (const name of ['ftp', '', 'constructor', isNode ? 'xhr' : 'http']) {
    it(`refuses "${name}", which there is not here`, () => {
      expect(() => resolveAdapter(name)).toThrowError(ConfigurationError);
    });
  }
});
