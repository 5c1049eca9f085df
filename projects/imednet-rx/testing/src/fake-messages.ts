/** A request as {@link FakeImednet.handle} takes it, free of any HTTP library. */
export interface FakeRequest {
  readonly method: string;
  /** Scheme, host and port, where an adapter was told of them. */
  readonly origin?: string;
  /** Still percent-encoded, with `/api/v1/edc`, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON body. */
  readonly body?: unknown;
}

/** What the fake answers. */
export interface FakeResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON value; rows in it belong to the fake and must not be changed. */
  readonly body: unknown;
}
