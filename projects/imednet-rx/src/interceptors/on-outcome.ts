import { defer, type MonoTypeOperatorFunction, tap } from 'rxjs';

/** How an attempt ends; exactly one of them is called. */
export interface OutcomeListener<T> {
  answered(answer: T): void;
  failed(error: unknown): void;
  /** Its caller has unsubscribed before. */
  canceled(): void;
}

/** Tells how an attempt ends, as soon as it does. */
export function onOutcome<T>(listener: OutcomeListener<T>): MonoTypeOperatorFunction<T> {
  return (source) =>
    defer(() => {
      let ended = false;
      const isFirst = (): boolean => !ended && (ended = true);
      const canceled = (): void => {
        if (isFirst()) listener.canceled();
      };
      return source.pipe(
        tap({
          // At the answer, not at the completion: who takes one value unsubscribes in between.
          next: (answer) => {
            if (isFirst()) listener.answered(answer);
          },
          error: (error) => {
            if (isFirst()) listener.failed(error);
          },
          complete: canceled,
          unsubscribe: canceled,
        }),
      );
    });
}
