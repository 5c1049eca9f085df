import type { FakeImednet, FakeRequest } from 'imednet-rx/testing';
import type { Reply } from './reply';

const MAX_CACHED_BYTES = 512 * 1024 * 1024;

/** Asks the fake and serialises its answers, optionally keeping pages until the fake's rows change. */
export class ReplySource {
  readonly #cache = new Map<string, Reply>();
  #cachedBytes = 0;
  #cachedVersion = -1;

  constructor(
    readonly fake: FakeImednet,
    readonly cacheBodies: boolean,
  ) {}

  reply(request: FakeRequest): Reply {
    const key = this.cacheBodies ? cacheKey(request) : undefined;
    if (key === undefined) return this.#ask(request);
    if (this.#cachedVersion !== this.fake.version) this.#forget();
    const cached = this.#cache.get(key);
    if (cached) return cached;
    const reply = this.#ask(request);
    if (reply.status === 200 && this.#cachedBytes + reply.body.length <= MAX_CACHED_BYTES) {
      this.#cache.set(key, reply);
      this.#cachedBytes += reply.body.length;
    }
    return reply;
  }

  #ask(request: FakeRequest): Reply {
    const { status, headers, body } = this.fake.handle(request);
    return { status, headers, body: Buffer.from(JSON.stringify(body)) };
  }

  #forget(): void {
    this.#cache.clear();
    this.#cachedBytes = 0;
    this.#cachedVersion = this.fake.version;
  }
}

/** Reading a job moves it on, so only lists are cached; the keys take part, lest a page outlive them. */
function cacheKey({ method, path, query, headers }: FakeRequest): string | undefined {
  if (method !== 'GET' || path.includes('/jobs/')) return undefined;
  return JSON.stringify([path, query.toString(), headers['x-api-key'], headers['x-imn-security-key']]);
}
