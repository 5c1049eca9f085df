import { asyncScheduler, catchError, defer, tap, throwError } from 'rxjs';
import { RequestExpiredError, ResendRefusedError, UnknownOutcomeError } from '../errors/delivery-errors';
import type { RequestInterceptor } from '../http/request-handler';
import { surelyNotTaken } from '../policies/surely-not-taken';

/**
 * Sends a request with a delivery only while it can't have arrived before.
 *
 * It stands behind everything that could send again: retries, the refresh of credentials, interceptors.
 */
export const sendOnce: RequestInterceptor = (request, next) => {
  const { once } = request;
  if (!once) return next(request);
  return defer(() => {
    if (once.mayHaveArrived) return throwError(() => new ResendRefusedError(request));
    if (asyncScheduler.now() >= once.sendBy) return throwError(() => new RequestExpiredError(request));
    once.sent();
    return next(request);
  }).pipe(
    tap({
      error: (error: unknown) => {
        if (surelyNotTaken(error)) once.refused();
      },
    }),
  );
};

/**
 * Tells the caller of a request with a delivery that its outcome is unknown, whatever ended it, where it may have
 * arrived; any other error means that it surely did not.
 */
export const tellOutcome: RequestInterceptor = (request, next) => {
  const { once } = request;
  if (!once) return next(request);
  return defer(() => {
    if (once.mayHaveArrived) return throwError(() => new ResendRefusedError(request));
    return next(request).pipe(
      catchError((error: unknown) =>
        throwError(() =>
          once.mayHaveArrived && !(error instanceof UnknownOutcomeError)
            ? new UnknownOutcomeError(request, error)
            : error,
        ),
      ),
    );
  });
};

/**
 * Wraps an interceptor of the application, so that a write stays one, whatever copies of its request are passed on.
 *
 * Without its delivery a write would be taken for never sent.
 */
export function keepDelivery(interceptor: RequestInterceptor): RequestInterceptor {
  return (request, next) => {
    const { once, method } = request;
    if (!once) return interceptor(request, next);
    return interceptor(request, (passed) => next(passed.method === method ? { ...passed, once } : passed));
  };
}
