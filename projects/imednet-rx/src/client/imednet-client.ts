import type { Context as TraceContext } from '@opentelemetry/api';
import type { AxiosResponse } from 'axios';
import { defer, type Observable, of } from 'rxjs';
import { InvalidArgumentError, RequestAbortedError } from '../errors/client-error';
import { AbortNotifiers } from '../http/abort-notifiers';
import type { ImednetRequest, RequestOptions } from '../http/imednet-request';
import { type QueryParams, toQueryString } from '../http/query-params';
import { chain, type RequestHandler } from '../http/request-handler';
import { loadOnDemand } from '../http/load-on-demand';
import { NUMBER_FORMATS } from '../http/number-format';
import { replayLast } from '../http/replay-last';
import { resolveUrl } from '../http/resolve-url';
import { assertHeaders } from '../http/header-safety';
import { routeTemplate } from '../http/route-template';
import { serializeBody } from '../http/serialize-body';
import { abortOn } from '../interceptors/abort';
import type { Flow } from '../interceptors/flow-gate';
import { tellOutcome } from '../interceptors/send-once';
import { DriftLedger } from '../validation/drift-ledger';
import type { Operation } from '../observability/operation';
import type { SchemaDrift } from '../observability/schema-drift';
import { activeContext } from '../observability/telemetry';
import { oneOf } from '../pagination/one-of';
import type { ListListener, Requestor, TraceOptions, ValidationMode } from '../pagination/requestor';
import type { CircuitState } from '../policies/circuit-breaker';
import { assertTimeout } from './assert-timeout';
import { BaseClient } from './base-client';
import { warnOfExposedKeys } from './exposed-keys';
import { createFlowControl, type FlowControl } from './flow-control';
import type { ImednetClientConfig } from './imednet-client-config';
import { pipeline } from './pipeline';
import { reportLists } from './report-lists';
import { traceOperation } from './trace-operation';

const DEFAULT_HEADERS = { accept: 'application/json', 'content-type': 'application/json' };

/**
 * Sends requests to the iMednet REST API, with credentials, time limits, retries and typed errors.
 *
 * @example
 * ```ts
 * const client = new ImednetClient({ apiKey, securityKey });
 * client.get<{ data: Study[] }>('/api/v1/edc/studies').subscribe(({ data }) => console.log(data.data.length));
 * ```
 */
export class ImednetClient extends BaseClient {
  readonly #closed$ = replayLast<undefined>();
  /** Emits when the client is closed, also to those who come later; never completes. */
  readonly closed$: Observable<void> = this.#closed$.value$;
  readonly #aborts = new AbortNotifiers();
  readonly #flow: FlowControl;
  readonly #handle: RequestHandler;
  readonly #ledger = new DriftLedger();
  readonly #warned = new Set<string>();
  /** Told what lists over this client read. */
  readonly lists: ListListener;
  /** Source of the jitter of waits, as configured. */
  readonly random: () => number;
  /** How lists check their items when their options do not say. */
  readonly validate: ValidationMode;
  #last: { readonly path: string; readonly target: Pick<ImednetRequest, 'url' | 'route'> } | undefined;

  /**
   * @param config - settings; what is left out comes from the environment, then from the defaults
   * @throws ConfigurationError naming each setting that is missing or invalid
   */
  constructor(config: ImednetClientConfig = {}) {
    super(config);
    const { flowControl, maxRetryAfter, random, telemetry } = this.settings;
    this.random = random;
    this.#flow = createFlowControl(flowControl, maxRetryAfter, telemetry);
    this.lists = reportLists(telemetry, this.#ledger, this.#warned);
    this.validate = this.settings.validate;
    warnOfExposedKeys(this.settings.auth, telemetry);
    this.#handle = pipeline(this.settings, () => this.retryPolicy, this.closed$, this.#flow);
  }

  /**
   * Reads with GET.
   *
   * @param path - path below the base URL, e.g. `/api/v1/edc/studies`, or an absolute URL of its origin
   * @param params - query parameters
   * @param options - headers, time limit, signal
   * @returns cold: each subscription sends one request, emits one response with parsed `data`, completes;
   *   unsubscribing aborts it. Errors with an `ApiError`, a `RequestError` or a `ClientError`
   */
  get<T>(path: string, params?: QueryParams, options?: RequestOptions): Observable<AxiosResponse<T>> {
    return this.#send('GET', path, params ?? {}, undefined, options);
  }

  /**
   * Writes with POST.
   *
   * The default retry policy sends it again after a 429 only: after any other failure the server may have
   * acted on it. With `once` no other policy can either.
   *
   * @param path - path below the base URL, or an absolute URL of its origin
   * @param json - body; fixed at the subscription, so that each attempt sends the same bytes
   * @param options - headers, time limit, signal, `once`
   * @returns cold: as {@link get}
   */
  post<T>(path: string, json?: unknown, options?: RequestOptions): Observable<AxiosResponse<T>> {
    return this.#send('POST', path, {}, json, options);
  }

  /** Attempts under way and waiting, their rate, and a pause: the current state, then each change. */
  get flow$(): Observable<Flow> {
    return this.#flow.gate.flow$;
  }

  /**
   * Fields that are not as their schemas say, of all lists that are read with `validate`: each page's, as they are
   * noticed; never completes.
   */
  get drift$(): Observable<SchemaDrift> {
    return this.#ledger.drift$;
  }

  /**
   * The state of a host's circuit breaker, then each change; always `closed` without `circuitBreaker`.
   *
   * @param host - host, with its port where it has one; the base URL's by default
   */
  circuitState$(host = new URL(this.baseUrl).host): Observable<CircuitState> {
    return this.#flow.circuits?.state$(host) ?? of('closed');
  }

  /**
   * Makes one span of several requests that belong together, as the resources do for their lists.
   *
   * @param operation - a name of the code, never made of data, and the study
   * @param run - does it, with a client whose requests belong to the operation
   * @param options - `traceContext`, whose span is the parent; the active one at the subscription by default
   * @returns cold: what `run` returns; the span ends with it, or when it is unsubscribed
   *
   * @example
   * ```ts
   * client.trace({ name: 'sites.import', studyKey: 'DEMO' }, (traced) =>
   *   new Paginator<Site>(traced, '/api/v1/edc/studies/DEMO/sites').items(),
   * );
   * ```
   */
  trace<R>(
    operation: Operation,
    run: (client: Requestor) => Observable<R>,
    options?: TraceOptions,
  ): Observable<R> {
    const { telemetry } = this.settings;
    const report = (context: TraceContext): ListListener =>
      reportLists(telemetry, this.#ledger, this.#warned, context);
    return traceOperation(this, telemetry, report, operation, run, options);
  }

  override close(): void {
    this.#closed$.next(undefined);
    this.#flow.cache?.clear();
  }

  #send<T>(
    method: ImednetRequest['method'],
    path: string,
    params: QueryParams,
    json: unknown,
    options: RequestOptions = {},
  ): Observable<AxiosResponse<T>> {
    return defer((): Observable<AxiosResponse<T>> => {
      const request = this.#prepare(method, path, params, json, options);
      const { signal } = options;
      const steps = [
        // Around all that can end a call.
        ...(options.once ? [tellOutcome] : []),
        ...(signal ? [abortOn(this.#aborts.of(signal), () => new RequestAbortedError())] : []),
      ];
      const handle = chain(steps, this.#handle);
      const numbers = options.numbers ?? this.settings.numbers;
      const response$ =
        method === 'GET' && !options.responseType && oneOf('numbers', NUMBER_FORMATS, numbers) === 'text'
          ? loadOnDemand(
              'numbers',
              () => import('../http/parse-text-numbers'),
              ({ parseTextNumbers }) => handle({ ...request, parse: parseTextNumbers }),
            )
          : handle(request);
      return response$ as Observable<AxiosResponse<T>>;
    });
  }

  /** @throws InvalidArgumentError before anything is sent */
  #prepare(
    method: ImednetRequest['method'],
    path: string,
    params: QueryParams,
    json: unknown,
    options: RequestOptions,
  ): ImednetRequest {
    const target = this.#targetOf(path);
    const headers = { ...DEFAULT_HEADERS, ...options.headers };
    assertHeaders(headers);
    // Only to refuse bad values now: the transport writes the query of what interceptors made of it.
    toQueryString(params);
    return {
      method,
      ...target,
      params,
      headers,
      ...(json === undefined ? {} : { body: serializeBody(json) }),
      timeout: assertTimeout(options.timeout ?? this.timeout, (problem) => new InvalidArgumentError(problem)),
      ...(options.share === true && options.responseType === undefined ? { share: true } : {}),
      ...(options.responseType === undefined ? {} : { responseType: options.responseType }),
      ...(options.rawText === true ? { rawText: true } : {}),
      ...(options.once ? { once: options.once } : {}),
      attempt: 1,
      ...this.#traceContext(options),
    };
  }

  #traceContext({ traceContext }: RequestOptions): Pick<ImednetRequest, 'traceContext'> {
    if (traceContext) return { traceContext };
    return this.settings.telemetry.isOn ? { traceContext: activeContext() } : {};
  }

  /** Remembers the last one: a list asks for the same path page after page. */
  #targetOf(path: string): Pick<ImednetRequest, 'url' | 'route'> {
    if (this.#last?.path !== path) {
      const url = resolveUrl(this.baseUrl, path, this.settings.allowedOrigins);
      this.#last = { path, target: { url: url.href, route: routeTemplate(url.pathname) } };
    }
    return this.#last.target;
  }
}
