import { Observable, queueScheduler, subscribeOn } from 'rxjs';

/**
 * Makes a source safe to be the next step of `expand`.
 *
 * Subscribing through the queue scheduler keeps the stack flat when thousands of pages come synchronously
 * (`expand`'s own scheduler argument would complete early inside another queue action, losing pages), and
 * a subscriber that is already closed, as behind `take(n)`, starts no request.
 */
export function trampolined<T>(source: Observable<T>): Observable<T> {
  return new Observable<T>((subscriber) =>
    subscriber.closed ? undefined : source.subscribe(subscriber),
  ).pipe(subscribeOn(queueScheduler));
}
