import { from, map, mergeMap, type Observable, type ObservableInput, toArray } from 'rxjs';

/**
 * Subscribes to all sources at the same time, and emits the one value of each, in their order, after the last.
 *
 * As `forkJoin`, which would weigh more.
 */
export function allOf<T extends readonly unknown[]>(sources: {
  readonly [K in keyof T]: ObservableInput<T[K]>;
}): Observable<T> {
  return from(sources as readonly ObservableInput<unknown>[]).pipe(
    mergeMap((source, index) => from(source).pipe(map((value) => ({ index, value })))),
    toArray(),
    map((found) => found.sort((a, b) => a.index - b.index).map(({ value }) => value) as unknown as T),
  );
}
