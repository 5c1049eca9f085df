import type { AxiosAdapter } from 'axios';
import type { AuthStrategy } from '../auth/auth-strategy';
import type { NumberFormat } from '../http/number-format';
import type { RequestInterceptor } from '../http/request-handler';
import type { TelemetryConfig } from '../observability/telemetry';
import type { ValidationMode } from '../pagination/requestor';
import type { RandomSource } from '../policies/random';
import type { RetryPolicy } from '../policies/retry-policy';
import type { FlowControlConfig } from './flow-control-config';

/**
 * Settings of a client.
 *
 * Where there is a process environment, `IMEDNET_API_KEY`, `IMEDNET_SECURITY_KEY` and `IMEDNET_BASE_URL`
 * stand in for what is left out.
 *
 * @example
 * ```ts
 * const config: ImednetClientConfig = { apiKey, securityKey, retries: 5, timeout: 60_000 };
 * ```
 */
export interface ImednetClientConfig extends FlowControlConfig, TelemetryConfig {
  /** Value of `x-api-key`. */
  readonly apiKey?: string;
  /** Value of `x-imn-security-key`. */
  readonly securityKey?: string;
  /**
   * Address of the deployment, `https://edc.prod.imednetapi.com` by default; a trailing `/` or `/api` is
   * dropped. In browsers it may be relative to the page.
   */
  readonly baseUrl?: string;
  /**
   * Time limit of one attempt, whole body included, in ms; 30 000 by default.
   *
   * As an object, `total` bounds the whole call as well, with all its attempts and waits: no wait begins that
   * would not end in time.
   */
  readonly timeout?: number | { readonly attempt?: number; readonly total?: number };
  /** Attempts after the first; 3 by default. */
  readonly retries?: number;
  /** Multiplier of the exponential backoff, in seconds; 1 by default, 0 retries at once. */
  readonly backoffFactor?: number;
  /**
   * Longest `Retry-After` that is waited for, in ms; 60 000 by default.
   *
   * A 429 pauses all requests of the client for the time that it asks for, up to this.
   */
  readonly maxRetryAfter?: number;
  /**
   * Largest body of a response, in bytes after decompression; `Infinity` for no limit.
   *
   * Reading a larger one is stopped, and the call errors with a `ResponseTooLargeError`. Adapters of your own find the
   * limit in `maxContentLength` of the request's configuration.
   *
   * @default 67_108_864 (64 MiB)
   */
  readonly maxResponseBytes?: number;
  /** Decides what is sent again; a `DefaultRetryPolicy` by default. */
  readonly retryPolicy?: RetryPolicy;
  /** Gives the credentials, instead of the two keys. */
  readonly auth?: AuthStrategy;
  /**
   * Origins that are told, by a `traceparent` header, which span a request belongs to; none by default, since
   * a server that does not expect the header can refuse it in browsers. Leave an origin out where an
   * instrumentation of `fetch`, XHR or undici tells it already: it would be told twice.
   */
  readonly propagateTraceTo?: readonly string[];
  /** Own steps: around the whole call with its retries, or around each attempt. */
  readonly interceptors?: {
    readonly perCall?: readonly RequestInterceptor[];
    readonly perAttempt?: readonly RequestInterceptor[];
  };
  /** Origins beside the base URL's that may be called with an absolute URL; they never get credentials. */
  readonly allowedOrigins?: readonly string[];
  /**
   * axios adapter that sends the requests: a function, or `'http'`, `'fetch'`, `'xhr'`.
   *
   * `xhr` follows redirects by itself, so the default in browsers is `fetch`.
   */
  readonly adapter?: AxiosAdapter | 'http' | 'fetch' | 'xhr';
  /** Whether lists check their items when their own `validate` does not say; `off` by default. */
  readonly validate?: ValidationMode;
  /**
   * How reads return the numbers in `recordData` when their own `numbers` does not say: `number`, or `text` for the text
   * that the server sent, as strings.
   *
   * @default 'number'
   */
  readonly numbers?: NumberFormat;
  /** Source of the retries' jitter; `Math.random` by default. */
  readonly random?: RandomSource;
}
