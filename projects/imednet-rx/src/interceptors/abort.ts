import { Observable } from 'rxjs';
import type { ImednetError } from '../errors/imednet-error';
import type { RequestInterceptor } from '../http/request-handler';

/**
 * Ends the call with an error as soon as a signal aborts, and tears down what is under way.
 *
 * @param signal - signal to obey; already aborted signals send nothing
 * @param reason - makes the error
 */
export function abortOn(signal: AbortSignal, reason: () => ImednetError): RequestInterceptor {
  return (request, next) =>
    new Observable((subscriber) => {
      const abort = (): void => {
        subscriber.error(reason());
      };
      if (signal.aborted) {
        abort();
        return;
      }
      signal.addEventListener('abort', abort);
      subscriber.add(() => {
        signal.removeEventListener('abort', abort);
      });
      subscriber.add(next(request).subscribe(subscriber));
    });
}
