import { Observable, type OperatorFunction } from 'rxjs';

/**
 * Reads the one answer of a request.
 *
 * Interceptors could repeat an answer or swallow it: neither may double items, nor pass for the end of a list.
 * (`take(1)` would cancel a request that is about to complete.)
 *
 * @param project - reads it
 * @param missing - makes the error of a request that ends without one
 */
export function singleAnswer<T, R>(project: (answer: T) => R, missing: () => Error): OperatorFunction<T, R> {
  return (source) =>
    new Observable((subscriber) => {
      let answered = false;
      return source.subscribe({
        next: (answer) => {
          if (answered) return;
          answered = true;
          let result: R;
          try {
            result = project(answer);
          } catch (error) {
            subscriber.error(error);
            return;
          }
          subscriber.next(result);
        },
        error: (error) => {
          subscriber.error(error);
        },
        complete: () => {
          if (answered) subscriber.complete();
          else subscriber.error(missing());
        },
      });
    });
}
