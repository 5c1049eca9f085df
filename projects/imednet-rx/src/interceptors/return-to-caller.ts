import { Observable } from 'rxjs';
import type { RequestInterceptor } from '../http/request-handler';
import { managesContexts, runWithin } from '../observability/run-within';
import { activeContext } from '../observability/telemetry';

/**
 * Hands answers on in the trace context in which they were asked for.
 *
 * They come from within that of the attempt, which is over by then: what the caller does with them, another
 * call for instance, is not a part of it.
 */
export const returnToCaller: RequestInterceptor = (request, next) => {
  if (!managesContexts()) return next(request);
  return new Observable((subscriber) => {
    const caller = activeContext();
    return next(request).subscribe({
      next: (response) => {
        runWithin(caller, () => {
          subscriber.next(response);
        });
      },
      error: (error: unknown) => {
        runWithin(caller, () => {
          subscriber.error(error);
        });
      },
      complete: () => {
        runWithin(caller, () => {
          subscriber.complete();
        });
      },
    });
  });
};
