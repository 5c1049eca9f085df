import { throwError, timeout } from 'rxjs';
import { RequestTimeoutError } from '../errors/request-error';
import type { RequestInterceptor } from '../http/request-handler';

/** Bounds one attempt from its start to the end of its body, which axios' own `timeout` does not in Node. */
export const limitAttempt: RequestInterceptor = (request, next) =>
  next(request).pipe(
    timeout({
      first: request.timeout,
      with: () => throwError(() => new RequestTimeoutError(request, request.timeout)),
    }),
  );
