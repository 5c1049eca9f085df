import type { AxiosResponse } from 'axios';
import type { Observable } from 'rxjs';
import type { RequestOptions } from '../http/imednet-request';
import type { QueryParams } from '../http/query-params';
import type { Operation } from '../observability/operation';
import type { SchemaDrift } from '../observability/schema-drift';
import type { PageDrift } from './page-drift';

/** Where the spans of a call belong. */
export type TraceOptions = Pick<RequestOptions, 'traceContext'>;

/** What a paginator asks of a request. */
export type ReadOptions = Pick<RequestOptions, 'traceContext' | 'numbers' | 'rawText'>;

/** What a paginator needs of a client: a cold GET. `ImednetClient` is one. */
export interface Requestor {
  get<T>(path: string, params?: QueryParams, options?: ReadOptions): Observable<AxiosResponse<T>>;
  /** A cold POST that honours `once`, where it can write. */
  post?<T>(path: string, json?: unknown, options?: RequestOptions): Observable<AxiosResponse<T>>;
  /** Address of the deployment, where it knows it. */
  readonly baseUrl?: string;
  /** Told what lists read. */
  readonly lists?: ListListener;
  /** Source of the jitter of waits, uniformly random in [0, 1). */
  readonly random?: () => number;
  /** Emits when the client is closed, also to those who come later. */
  readonly closed$?: Observable<void>;
  /** How lists check their items when their options do not say. */
  readonly validate?: ValidationMode;
  /** Runs what belongs together as one operation; see `ImednetClient.trace`. */
  trace?<R>(
    operation: Operation,
    run: (client: Requestor) => Observable<R>,
    options?: TraceOptions,
  ): Observable<R>;
}

/**
 * How items are checked against what the API documents: not at all, to tell what does not fit, or to end a list before
 * the page that holds it.
 */
export type ValidationMode = (typeof VALIDATION_MODES)[number];

/** The modes that there are. */
export const VALIDATION_MODES = ['off', 'warn', 'strict'] as const;

/** Is told what lists read; must not throw. */
export interface ListListener {
  /** A page of so many items was read. */
  read(items: number): void;
  /** A list changed while it was read. */
  drifted(drift: PageDrift): void;
  /** A list changed, rows may be missing or repeated, and no subscriber to its `drift$` was notified. */
  unobservedDrift?(drift: PageDrift, path: string): void;
  /** Items of a page are not as their schema says, each field once. */
  misfitted?(misfits: readonly Misfit[]): void;
}

/** What a page tells of a field that is not as its schema says. */
export type Misfit = Omit<SchemaDrift, 'total'>;

/** Runs an operation with a client that can tell of it, or just so with one that can't. */
export function asOperation<R>(
  client: Requestor,
  operation: Operation,
  run: (client: Requestor) => Observable<R>,
  options?: TraceOptions,
): Observable<R> {
  return client.trace ? client.trace(operation, run, options) : run(client);
}
