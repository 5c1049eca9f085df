import { Observable, Subject, type SubjectLike } from 'rxjs';

/** A subject that repeats its last value to those who come later, also after its end. */
export interface ReplayLast<T> extends SubjectLike<T> {
  readonly value$: Observable<T>;
}

/** As `new ReplaySubject(1)`, which would weigh more. */
export function replayLast<T>(): ReplayLast<T> {
  const subject = new Subject<T>();
  let last: { readonly value: T } | undefined;
  let isOver = false;
  const value$ = new Observable<T>((subscriber) => {
    // A subscriber may cause the next value.
    for (let seen; last && last !== seen;) {
      seen = last;
      subscriber.next(last.value);
    }
    return subject.subscribe(subscriber);
  });
  return {
    value$,
    subscribe: (observer) => value$.subscribe(observer),
    next: (value) => {
      if (isOver) return;
      last = { value };
      subject.next(value);
    },
    error: (error) => {
      isOver = true;
      subject.error(error);
    },
    complete: () => {
      isOver = true;
      subject.complete();
    },
  };
}
