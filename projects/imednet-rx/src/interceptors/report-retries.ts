import { errorFields } from '../observability/error-fields';
import { errorAttributes } from '../observability/error-attributes';
import { requestFields } from '../observability/request-fields';
import type { Telemetry } from '../observability/telemetry';
import type { RetryListener } from './retry';

/** Counts each decision about a failed attempt, and writes a line: another one (`info`), or none (`warn`). */
export function reportRetries(telemetry: Telemetry): RetryListener {
  return (request, attempt, error, decision) => {
    const isRetried = 'delay' in decision;
    telemetry.measurements?.retryDecided({
      'imednet.retry.decision': isRetried ? 'retry' : decision.reason,
      'http.request.method': request.method,
      'url.template': request.route,
      'error.type': errorAttributes(error)['error.type'],
    });
    const message = isRetried ? 'request is sent again' : 'request is not sent again';
    telemetry.log(isRetried ? 'info' : 'warn', message, () => ({
      ...requestFields(request),
      attempt,
      ...errorFields(error),
      ...decision,
    }));
  };
}
