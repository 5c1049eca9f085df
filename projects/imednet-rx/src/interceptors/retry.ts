import { defer } from 'rxjs';
import type { RequestInterceptor } from '../http/request-handler';
import type { RetryPolicy } from '../policies/retry-policy';
import { retryWithPolicy } from '../policies/retry-with-policy';
import type { RetryOptions } from '../policies/to-retry-config';

/** Sends the request again while the policy, read anew at each failure, says so. */
export function retryRequests(policy: () => RetryPolicy, options: RetryOptions): RequestInterceptor {
  return (request, next) =>
    defer(() => {
      let attempt = 0;
      return defer(() => next({ ...request, attempt: ++attempt })).pipe(
        retryWithPolicy(policy, { ...options, method: request.method }),
      );
    });
}
