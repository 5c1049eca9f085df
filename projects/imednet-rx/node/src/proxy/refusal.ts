/** Why a request is not answered with what it asked for, as it stands in lines. */
export type RefusalCode =
  | 'PROXY_TARGET'
  | 'PROXY_ROUTE'
  | 'PROXY_METHOD'
  | 'PROXY_STUDY'
  | 'PROXY_QUERY'
  | 'PROXY_BODY'
  | 'PROXY_BODY_READ'
  | 'PROXY_RATE'
  | 'PROXY_LIMITER'
  | 'PROXY_AUTHORIZE'
  | 'PROXY_AUTHORIZE_FAILED'
  | 'PROXY_CREDENTIALS'
  | 'PROXY_UPSTREAM'
  | 'PROXY_TIMEOUT'
  | 'PROXY_CLOSED';

/**
 * An answer of the proxy's own.
 *
 * Its message goes to whoever asked, so it is a fixed text: no value of the request, nothing of a failure below.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  /**
   * @param status - HTTP status
   * @param code - stands in lines
   * @param message - what to do next
   * @param headers - of the answer
   * @param detail - code of the failure below, for lines only
   */
  constructor(
    readonly status: number,
    readonly code: RefusalCode,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
    readonly detail?: string,
  ) {
    super(message);
  }
}
