import type { Context as TraceContext } from '@opentelemetry/api';
import type { Delivery } from './delivery';
import type { NumberFormat } from './number-format';
import type { QueryParams } from './query-params';

/** One request on its way through the pipeline; immutable, interceptors pass on changed copies. */
export interface ImednetRequest {
  /** HTTP method, upper case. */
  readonly method: 'GET' | 'POST';
  /** Absolute address without the query. */
  readonly url: string;
  /** The address as a template that holds no values, for messages, logs and spans. */
  readonly route: string;
  readonly params: QueryParams;
  /** Headers so far; credentials are added behind the last interceptor and never appear here. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text; fixed before the first attempt, so that each attempt sends the same bytes. */
  readonly body?: string;
  /** Time limit of one attempt, whole body included, in ms. */
  readonly timeout: number;
  /** When the whole call, retries included, has to have ended, in ms since the epoch; none without it. */
  readonly deadline?: number;
  /** Whether the answer may be shared with others that ask for the same at the same time. */
  readonly share?: boolean;
  /** `text`: the response holds its body as a string, which is not parsed. */
  readonly responseType?: 'text';
  /** Parses the body of a successful response instead of `JSON.parse`; set for `numbers: 'text'`. */
  readonly parse?: (text: string) => unknown;
  /** Whether the response holds the text of its body. */
  readonly rawText?: boolean;
  /** Keeps a write from being sent again when it may have arrived. */
  readonly once?: Delivery;
  /** Number of the attempt, 1 for the first; set by the retry step. */
  readonly attempt: number;
  /** OpenTelemetry context: whom its span is a child of, or, behind the tracing step, its span itself. */
  readonly traceContext?: TraceContext;
}

/** Per-call options of `get` and `post`. */
export interface RequestOptions {
  /** Headers beside the defaults. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Time limit of one attempt, whole body included, in ms; the client's by default. */
  readonly timeout?: number;
  /**
   * Lets identical reads of one client share a request and its answer, which is frozen then; off by default.
   *
   * With the client's `share` setting the answer is also kept for later calls.
   */
  readonly share?: boolean;
  /**
   * How a read returns the numbers in the `recordData` of rows: `number`, or `text` for the text that the server sent,
   * as strings.
   *
   * @default the client's `numbers`
   */
  readonly numbers?: NumberFormat;
  /**
   * Whether the response also holds its body as received (`rawText`).
   *
   * @default false
   */
  readonly rawText?: boolean;
  /**
   * Sends it again only while the server surely did not take it, whatever the retry policy, interceptors and further
   * subscriptions want; an error then tells whether it may have arrived, by being an `UnknownOutcomeError`.
   */
  readonly once?: Delivery;
  /** `text`: the response holds its body as a string, which is not parsed as JSON. It is never shared. */
  readonly responseType?: 'text';
  /** Aborts the call, retries included; the stream then errors with a `RequestAbortedError`. */
  readonly signal?: AbortSignal;
  /** OpenTelemetry context whose span is the parent; the active one at the subscription by default. */
  readonly traceContext?: TraceContext;
}
