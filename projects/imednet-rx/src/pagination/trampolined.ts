import { Observable } from 'rxjs';

/** Subscriptions that wait until the one that is being made has returned. */
const waiting: (() => void)[] = [];
let isRunning = false;

/**
 * Makes a source safe to be the next step of `expand`.
 *
 * Subscribing one after the other keeps the stack flat when thousands of pages come synchronously (`expand`'s own
 * scheduler argument would complete early inside another queue action, losing pages), and a subscriber that is
 * already closed, as behind `take(n)`, starts no request.
 */
export function trampolined<T>(source: Observable<T>): Observable<T> {
  return new Observable<T>((subscriber) => {
    waiting.push(() => {
      if (!subscriber.closed) subscriber.add(source.subscribe(subscriber));
    });
    if (isRunning) return;
    isRunning = true;
    try {
      for (let begin = waiting.shift(); begin; begin = waiting.shift()) begin();
    } finally {
      isRunning = false;
      waiting.length = 0;
    }
  });
}
