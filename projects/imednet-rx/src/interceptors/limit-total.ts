import { asyncScheduler, Observable, Subscription } from 'rxjs';
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
    new Observable((subscriber) => {
      const expire = (): void => {
        subscriber.error(new RequestTimeoutError(request, total));
      };
      const ownDeadline = asyncScheduler.now() + total;
      const limited: ImednetRequest = {
        ...request,
        deadline: Math.min(ownDeadline, request.deadline ?? Infinity),
      };
      const limit = new Subscription();
      subscriber.add(limit);
      subscriber.add(
        next(limited).subscribe({
          next: (response) => {
            limit.unsubscribe();
            subscriber.next(response);
          },
          error: (error: unknown) => {
            if (error instanceof DeadlineUnreachableError) expire();
            else subscriber.error(error);
          },
          complete: () => {
            subscriber.complete();
          },
        }),
      );
      // After the request began: what arrives at the last moment is in time. Closed when it has arrived already.
      if (!limit.closed) limit.add(asyncScheduler.schedule(expire, total));
    });
}
