import { Observable, type Subscription } from 'rxjs';
import type { ImednetError } from '../errors/imednet-error';
import type { RequestInterceptor } from '../http/request-handler';

/**
 * Ends the call with an error as soon as a notifier emits, and tears down what is under way.
 *
 * @param aborted$ - emits at the subscription when it is too late already: then nothing is sent
 * @param reason - makes the error
 */
export function abortOn(aborted$: Observable<unknown>, reason: () => ImednetError): RequestInterceptor {
  return (request, next) =>
    new Observable((subscriber) => {
      const watch: Subscription = aborted$.subscribe(() => {
        subscriber.error(reason());
      });
      subscriber.add(watch);
      if (!subscriber.closed) subscriber.add(next(request).subscribe(subscriber));
    });
}
