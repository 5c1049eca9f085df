import { context, trace } from '@opentelemetry/api';
import { defer, Observable, type Subscription } from 'rxjs';
import type { RequestInterceptor } from '../http/request-handler';
import { safely } from '../observability/safely';

/**
 * Sends within the attempt's trace context, so that instrumented sockets and `fetch` find their parent.
 *
 * The context came along on the request: whatever ran between the call and this moment, a queue, a retry, a
 * token, need not have passed it on.
 */
export const activateContext: RequestInterceptor = (request, next) => {
  const { traceContext } = request;
  if (!traceContext || !safely(() => trace.getSpan(traceContext))) return next(request);
  return new Observable((subscriber) => {
    let sent: Subscription | undefined;
    const send = (): void => {
      sent ??= defer(() => next(request)).subscribe(subscriber);
    };
    try {
      context.with(traceContext, send);
    } catch {
      // A context manager of others failed, maybe before it came to the request.
    }
    send();
    return sent;
  });
};
