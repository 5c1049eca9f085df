import { concat, type Observable, type ObservableInput, take, throwError } from 'rxjs';

/**
 * Emits the first value of a source and completes.
 *
 * As `take` and `throwIfEmpty`, which would weigh more.
 *
 * @param missing - creates the error of a source that completes without one
 */
export function firstOf<T>(source: ObservableInput<T>, missing: () => Error): Observable<T> {
  return concat(source, throwError(missing)).pipe(take(1));
}
