import { requireNumber } from './require-number';

/** Bounds of a cache. */
export interface LruCacheOptions {
  /** Age at which a value is no longer given out, in ms. */
  readonly ttl: number;
  /** Values that are kept; then the one that was not asked for the longest makes room. */
  readonly maxEntries: number;
}

/** Keeps values for a while, least recently used out first; has no timer, so that old values go when others come. */
export class LruCache<V> {
  readonly #ttl: number;
  readonly #maxEntries: number;
  /** In the order of use, the oldest first. */
  readonly #entries = new Map<string, { readonly value: V; readonly storedAt: number }>();

  /** @throws ConfigurationError naming the option that is out of range */
  constructor({ ttl, maxEntries }: LruCacheOptions) {
    this.#ttl = requireNumber('share.ttl', ttl, { min: 0 });
    this.#maxEntries = requireNumber('share.maxEntries', maxEntries, { min: 1, whole: true });
  }

  get size(): number {
    return this.#entries.size;
  }

  /** @param now - ms since the epoch */
  get(key: string, now: number): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    const age = now - entry.storedAt;
    // Negative: the clock was set back, and the age is unknown.
    if (age < 0 || age >= this.#ttl) return undefined;
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** @param now - ms since the epoch */
  set(key: string, value: V, now: number): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, storedAt: now });
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#maxEntries) break;
      this.#entries.delete(oldest);
    }
  }

  clear(): void {
    this.#entries.clear();
  }
}
