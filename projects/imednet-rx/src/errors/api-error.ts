import { ImednetError } from './imednet-error';
import type { RequestTarget } from './request-target';
import { statusHint } from './status-hint';

/** What an {@link ApiError} is made of. */
export interface ApiErrorInit extends Partial<RequestTarget> {
  /** HTTP status, e.g. `503`. */
  readonly status: number;
  /** HTTP status of the response, where its body reports the error of `status`; e.g. `200`. */
  readonly receivedStatus?: number | undefined;
  /** Vendor's code, e.g. `"1000"` for a validation error. */
  readonly code?: string | undefined;
  /** Name of the field that the server refused, e.g. `"page"`. */
  readonly attribute?: string | undefined;
  /** Server's own explanation; kept out of message, JSON and inspection. */
  readonly description?: string | undefined;
  /** How long the server asks to wait, in ms. */
  readonly retryAfter?: number | undefined;
  /** The response itself, for retry policies alone; not reachable from the error. */
  readonly response?: unknown;
}

let readResponse: (error: ApiError) => unknown;

/**
 * The server responded with an error status, or with a success whose body reports an error.
 *
 * `status` is the status that decides the class: where the body of a success names one (`metadata.status`, or a code of
 * the vendor), it is the named one, and `receivedStatus` is the one of the response.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110#name-status-codes | RFC 9110, status codes}
 */
export class ApiError extends ImednetError {
  /** HTTP status of the error: of the response, or the one that the body of a successful response names. */
  readonly status: number;
  /** HTTP status of a successful response whose body reports this error, e.g. `200`; absent for any other. */
  declare readonly receivedStatus?: number;
  declare readonly code?: string;
  declare readonly attribute?: string;
  declare readonly method?: string;
  declare readonly route?: string;
  /** How long the server asks to wait before the next request, in ms; absent when it does not say. */
  declare readonly retryAfter?: number;
  readonly #description: string | undefined;
  readonly #response: unknown;

  static {
    readResponse = (error) => (#response in error ? error.#response : undefined);
  }

  constructor(init: ApiErrorInit) {
    super(describe(init));
    this.status = init.status;
    if (init.receivedStatus !== undefined) this.receivedStatus = init.receivedStatus;
    if (init.code !== undefined) this.code = init.code;
    if (init.attribute !== undefined) this.attribute = init.attribute;
    if (init.method !== undefined) this.method = init.method;
    if (init.route !== undefined) this.route = init.route;
    if (init.retryAfter !== undefined) this.retryAfter = init.retryAfter;
    this.#description = init.description;
    this.#response = init.response;
  }

  override get name(): string {
    return 'ApiError';
  }

  /**
   * The server's own explanation, when it gave one.
   *
   * It may quote what was sent, so it stays out of `message`, JSON and `util.inspect`: show it to the
   * person who made the request, do not log it.
   */
  get description(): string | undefined {
    return this.#description;
  }
}

/** The response behind an {@link ApiError}, for retry policies; `undefined` for any other value. */
export function responseOf(error: unknown): unknown {
  return error instanceof ApiError ? readResponse(error) : undefined;
}

function describe({ method, route, status, receivedStatus, code, attribute }: ApiErrorInit): string {
  const target = method !== undefined && route !== undefined ? `${method} ${route}: ` : '';
  const vendor = [
    ...(code === undefined ? [] : [`code ${code}`]),
    ...(attribute === undefined ? [] : [`field ${attribute}`]),
  ];
  const detail = vendor.length > 0 ? ` (${vendor.join(', ')})` : '';
  const inside = receivedStatus === undefined ? '' : ` inside a ${String(receivedStatus)}`;
  return `${target}the server answered ${String(status)}${inside}${detail}. ${statusHint(status)}`;
}
