import { asyncScheduler, catchError, defer, throwError, timeout } from 'rxjs';
import { RequestTimeoutError } from '../errors/request-error';
import type { ImednetRequest } from '../http/imednet-request';
import type { RequestInterceptor } from '../http/request-handler';
import { DeadlineUnreachableError } from './deadline';

/**
 * Bounds a whole call, with all its attempts and waits, and tells the steps inside when it ends, so that
 * none begins a wait that cannot pay off.
 *
 * @param total - limit in ms; `undefined` for none
 */
export function limitTotal(total: number | undefined): RequestInterceptor {
  if (total === undefined) return (request, next) => next(request);
  return (request, next) =>
    defer(() => {
      const expired = throwError(() => new RequestTimeoutError(request, total));
      const ownDeadline = asyncScheduler.now() + total;
      const limited: ImednetRequest = {
        ...request,
        deadline: Math.min(ownDeadline, request.deadline ?? Infinity),
      };
      return defer(() => next(limited)).pipe(
        timeout({ first: total, with: () => expired }),
        catchError((error: unknown) =>
          error instanceof DeadlineUnreachableError ? expired : throwError(() => error),
        ),
      );
    });
}
