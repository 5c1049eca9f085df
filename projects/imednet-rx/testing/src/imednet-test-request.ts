import type { AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import { AdapterCanceledError, AdapterError } from 'imednet-rx';
import { errorResponse, listResponse } from './envelope';
import type { FakeRequest, FakeResponse } from './fake-messages';
import { toFakeRequest } from './to-fake-request';

/** What an answer has beside its body. */
export interface FlushOptions {
  /** 200 by default. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How large the whole list is, for one of its pages. */
export interface FlushItemsOptions {
  /** Items of the whole list; as many as there are with this page by default. */
  readonly totalElements?: number;
}

/** What the server objects to. */
export interface FlushErrorOptions {
  /** Vendor's code: 1000 validation, 9000 unknown, 9001 unauthorised; 9000 by default. */
  readonly code?: '1000' | '9000' | '9001';
  readonly description?: string;
  /** Name of the parameter or attribute. */
  readonly attribute?: string;
  /** Further headers, e.g. `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A request that waits for its answer.
 *
 * Each way to answer returns a promise that is done when the subscriber has had the answer; by then the request
 * for the next page, if there is one, waits too.
 */
export class ImednetTestRequest {
  /** What was asked for, credentials included. */
  readonly request: FakeRequest;
  /** What the adapter gives. */
  readonly answer: Promise<AxiosResponse<string>>;
  readonly #config: InternalAxiosRequestConfig;
  readonly #settle: PromiseWithResolvers<AxiosResponse<string>>;
  #state: 'open' | 'answered' | 'cancelled' = 'open';

  /** @param config - what the adapter was asked for */
  constructor(config: InternalAxiosRequestConfig) {
    this.request = toFakeRequest(config);
    this.#config = config;
    this.#settle = withResolvers();
    this.answer = this.#settle.promise;
    const { signal } = config;
    if (signal?.aborted) this.#cancel();
    else
      signal?.addEventListener?.('abort', () => {
        this.#cancel();
      });
  }

  /** Whether the subscriber left before there was an answer. */
  get cancelled(): boolean {
    return this.#state === 'cancelled';
  }

  /**
   * Answers with a body: JSON of a value, or a text as it is, e.g. a gateway's page.
   *
   * @throws Error when it was answered or cancelled before
   */
  async flush(body: unknown, { status = 200, headers = {} }: FlushOptions = {}): Promise<void> {
    this.#close();
    this.#settle.resolve({
      data: typeof body === 'string' ? body : body === null || body === undefined ? '' : JSON.stringify(body),
      ...{ status, statusText: '', headers: { 'content-type': 'application/json', ...headers } },
      config: this.#config,
    });
    await this.#told();
  }

  /**
   * Answers with a page of a list, in the API's envelope; number and size are those that were asked for.
   *
   * @param items - of this page
   * @param options - size of the whole list
   */
  flushItems(items: readonly object[], options: FlushItemsOptions = {}): Promise<void> {
    const { query } = this.request;
    const currentPage = Number(query.get('page') ?? 0);
    const size = Number(query.get('size') ?? 25);
    const totalElements = options.totalElements ?? currentPage * size + items.length;
    const totalPages = Math.ceil(totalElements / size);
    const pagination = { currentPage, size, totalPages, totalElements, sort: [] };
    return this.#flush(listResponse(this.request, 0, { pagination, data: items }));
  }

  /**
   * Answers with an error status, in the API's envelope.
   *
   * @param status - HTTP status, e.g. 403
   * @param options - what the server objects to
   */
  flushError(status: number, options: FlushErrorOptions = {}): Promise<void> {
    const { code = '9000', description: message = '', attribute, headers } = options;
    const field = attribute === undefined ? {} : { field: { attribute, value: '' } };
    return this.#flush(errorResponse(this.request, 0, { status, code, message, ...field }), headers);
  }

  /**
   * Breaks the connection: no answer comes.
   *
   * @param code - of the failure; `ERR_NETWORK` by default
   * @throws Error when it was answered or cancelled before
   */
  async error(code = 'ERR_NETWORK'): Promise<void> {
    this.#close();
    this.#settle.reject(new AdapterError(code));
    await this.#told();
  }

  #flush({ status, headers, body }: FakeResponse, more: FlushOptions['headers'] = {}): Promise<void> {
    return this.flush(body, { status, headers: { ...headers, ...more } });
  }

  #close(): void {
    if (this.#state !== 'open') throw new Error(`The request was ${this.#state} before. Expect another one.`);
    this.#state = 'answered';
  }

  #cancel(): void {
    if (this.#state !== 'open') return;
    this.#state = 'cancelled';
    this.#settle.reject(new AdapterCanceledError());
  }

  /** Behind those who listened before: the client, to whom a failure comes two turns later. */
  async #told(): Promise<void> {
    await this.answer.catch(() => undefined);
    for (let turn = 0; turn < 2; turn++) await Promise.resolve();
  }
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve!: PromiseWithResolvers<T>['resolve'];
  let reject!: PromiseWithResolvers<T>['reject'];
  const promise = new Promise<T>((...settle) => {
    [resolve, reject] = settle;
  });
  return { promise, resolve, reject };
}
