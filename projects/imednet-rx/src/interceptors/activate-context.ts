import { defer, Observable } from 'rxjs';
import type { RequestInterceptor } from '../http/request-handler';
import { runWithin } from '../observability/run-within';
import { safely } from '../observability/safely';
import { spanOf } from '../observability/trace-context';

/**
 * Sends within the attempt's trace context, so that instrumented sockets and `fetch` find their parent.
 *
 * The context came along on the request: whatever ran between the call and this moment, a queue, a retry, a
 * token, need not have passed it on.
 */
export const activateContext: RequestInterceptor = (request, next) => {
  const { traceContext } = request;
  if (!traceContext || !safely(() => spanOf(traceContext))) return next(request);
  return new Observable((subscriber) => {
    runWithin(traceContext, () => {
      subscriber.add(defer(() => next(request)).subscribe(subscriber));
    });
  });
};
