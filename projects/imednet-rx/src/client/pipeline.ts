import type { Observable } from 'rxjs';
import { ClientClosedError } from '../errors/client-error';
import { axiosTransport } from '../http/axios-transport';
import { chain, type RequestHandler } from '../http/request-handler';
import { abortOn } from '../interceptors/abort';
import { authenticate } from '../interceptors/authenticate';
import { guardOutbound } from '../interceptors/guard-outbound';
import { limitAttempt } from '../interceptors/limit-attempt';
import { retryRequests } from '../interceptors/retry';
import { typeResponse } from '../interceptors/type-response';
import type { RetryPolicy } from '../policies/retry-policy';
import type { ResolvedConfig } from './resolve-config';

/**
 * The way of every request, outermost step first.
 *
 * @param config - the client's settings
 * @param retryPolicy - gives the policy that is current at each failure
 * @param closed$ - emits when the client is closed, and to whom subscribes later
 */
export function pipeline(
  config: ResolvedConfig,
  retryPolicy: () => RetryPolicy,
  closed$: Observable<unknown>,
): RequestHandler {
  return chain(
    [
      // Outermost, so that closing the client ends waits between attempts too.
      abortOn(closed$, () => new ClientClosedError()),
      // See a call once, with its final outcome.
      ...config.interceptors.perCall,
      retryRequests(retryPolicy, config),
      // See each attempt, typed errors included, but no credentials.
      ...config.interceptors.perAttempt,
      // Inside the retries: each attempt gets fresh credentials; inside all user code: none sees a key.
      authenticate(config.auth, config.baseUrl),
      // Behind everything that could have changed the request.
      guardOutbound(config.baseUrl, config.allowedOrigins),
      // Around the transport alone, so that waiting for a token does not count.
      limitAttempt,
      // Next to the transport: nothing above it ever sees an axios error.
      typeResponse,
    ],
    axiosTransport(config.adapter),
  );
}
