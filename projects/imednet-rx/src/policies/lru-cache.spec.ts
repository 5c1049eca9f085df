import { ConfigurationError } from '../errors/client-error';
import { LruCache } from './lru-cache';

describe('LruCache', () => {
  it('keeps a value until its time is over', () => {
    const cache = new LruCache<number>({ ttl: 10, maxEntries: 2 });
    cache.set('a', 1, 100);

    expect([cache.get('a', 100), cache.get('a', 109), cache.get('a', 110), cache.get('a', 105)]).toEqual([
      1,
      1,
      undefined,
      undefined,
    ]);
    expect(cache.size).toBe(0);
  });

  it('counts from the last time a value was stored, not read', () => {
    const cache = new LruCache<number>({ ttl: 10, maxEntries: 2 });
    cache.set('a', 1, 0);
    cache.set('a', 2, 5);
    cache.get('a', 14);

    expect([cache.get('a', 14), cache.get('a', 15)]).toEqual([2, undefined]);
  });

  it('drops what was not asked for the longest', () => {
    const cache = new LruCache<number>({ ttl: 10, maxEntries: 2 });
    cache.set('a', 1, 0);
    cache.set('b', 2, 0);
    cache.get('a', 0);
    cache.set('c', 3, 0);

    expect(['a', 'b', 'c'].map((key) => cache.get(key, 0))).toEqual([1, undefined, 3]);
    expect(cache.size).toBe(2);
  });

  it('takes storing a value anew for using it', () => {
    const cache = new LruCache<number>({ ttl: 10, maxEntries: 2 });
    for (const key of ['a', 'b', 'a', 'c']) cache.set(key, 1, 0);

    expect(['a', 'b', 'c'].map((key) => cache.get(key, 0))).toEqual([1, undefined, 1]);
  });

  it('keeps the rest when a value is stored anew', () => {
    const cache = new LruCache<number>({ ttl: 10, maxEntries: 2 });
    for (const value of [1, 2, 3]) cache.set('a', value, 0);
    cache.set('b', 4, 0);

    expect([cache.get('a', 0), cache.get('b', 0)]).toEqual([3, 4]);
  });

  it('gives out nothing from before the clock was set back, nor with a time of 0', () => {
    const cache = new LruCache<number>({ ttl: 10, maxEntries: 2 });
    cache.set('a', 1, 100);

    expect(cache.get('a', 99)).toBeUndefined();

    const none = new LruCache<number>({ ttl: 0, maxEntries: 2 });
    none.set('a', 1, 0);

    expect(none.get('a', 0)).toBeUndefined();
  });

  it('forgets all', () => {
    const cache = new LruCache<number>({ ttl: 10, maxEntries: 2 });
    cache.set('a', 1, 0);
    cache.clear();

    expect([cache.size, cache.get('a', 0)]).toEqual([0, undefined]);
  });

  for (const options of [
    { ttl: -1, maxEntries: 1 },
    { ttl: NaN, maxEntries: 1 },
    { ttl: 1, maxEntries: 0 },
    { ttl: 1, maxEntries: 1.5 },
  ]) {
    it(`refuses ${String(options.ttl)} ms and ${String(options.maxEntries)} entries`, () => {
      expect(() => new LruCache(options)).toThrowError(ConfigurationError, /^share\./);
    });
  }
});
