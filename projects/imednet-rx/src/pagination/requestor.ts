import type { AxiosResponse } from 'axios';
import type { Observable } from 'rxjs';
import type { RequestOptions } from '../http/imednet-request';
import type { QueryParams } from '../http/query-params';
import type { Operation } from '../observability/operation';
import type { PageDrift } from './page-drift';

/** Where the spans of a call belong. */
export type TraceOptions = Pick<RequestOptions, 'traceContext'>;

/** What a paginator needs of a client: a cold GET. `ImednetClient` is one. */
export interface Requestor {
  get<T>(path: string, params?: QueryParams, options?: TraceOptions): Observable<AxiosResponse<T>>;
  /** A cold POST that honours `once`, where it can write. */
  post?<T>(path: string, json?: unknown, options?: RequestOptions): Observable<AxiosResponse<T>>;
  /** Address of the deployment, where it knows it. */
  readonly baseUrl?: string;
  /** Told what lists read. */
  readonly lists?: ListListener;
  /** Source of the jitter of waits, uniformly random in [0, 1). */
  readonly random?: () => number;
  /** Runs what belongs together as one operation; see `ImednetClient.trace`. */
  trace?<R>(
    operation: Operation,
    run: (client: Requestor) => Observable<R>,
    options?: TraceOptions,
  ): Observable<R>;
}

/** Is told what lists read; must not throw. */
export interface ListListener {
  /** A page of so many items was read. */
  read(items: number): void;
  /** A list changed while it was read. */
  drifted(drift: PageDrift): void;
}

/** Runs an operation with a client that can tell of it, or just so with one that can't. */
export function asOperation<R>(
  client: Requestor,
  operation: Operation,
  run: (client: Requestor) => Observable<R>,
  options?: TraceOptions,
): Observable<R> {
  return client.trace ? client.trace(operation, run, options) : run(client);
}
