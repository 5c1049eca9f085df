import { asyncScheduler, Observable } from 'rxjs';
import { RequestTimeoutError } from '../errors/request-error';
import type { RequestInterceptor } from '../http/request-handler';

/** Bounds one attempt from its start to the end of its body, which axios' own `timeout` does not in Node. */
export const limitAttempt: RequestInterceptor = (request, next) =>
  new Observable((subscriber) => {
    const limit = asyncScheduler.schedule(() => {
      subscriber.error(new RequestTimeoutError(request, request.timeout));
    }, request.timeout);
    // Before the request begins: it may end at once.
    subscriber.add(limit);
    next(request).subscribe(subscriber);
  });
