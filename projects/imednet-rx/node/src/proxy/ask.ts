import { defer, from, isObservable, type Observable, of, take } from 'rxjs';

/** An answer at once, or as an Observable (its first value) or a Promise. */
export type Answer<T> = T | Observable<T> | PromiseLike<T>;

/**
 * Asks code of the application.
 *
 * @param question - called once per subscription
 * @returns cold; emits the first answer and completes; empty when an Observable is; errors with what it throws
 */
export function ask<T>(question: () => Answer<T>): Observable<T> {
  return defer(() => {
    const answer = question();
    if (isObservable(answer)) return answer;
    return isPromise(answer) ? from(answer) : of(answer);
  }).pipe(take(1));
}

function isPromise<T>(answer: T | PromiseLike<T>): answer is PromiseLike<T> {
  return typeof (answer as Partial<PromiseLike<T>> | null | undefined)?.then === 'function';
}
