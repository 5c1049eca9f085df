import { catchError, map, type Observable, of, type OperatorFunction, startWith } from 'rxjs';

/** A value that is loaded: on its way, there, or failed. */
export type Loadable<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'loaded'; readonly value: T }
  | { readonly status: 'failed'; readonly error: unknown };

/** Turns a source into its states, so that an error becomes something to show and the stream lives on. */
export function toLoadable<T>(): OperatorFunction<T, Loadable<T>> {
  return (source: Observable<T>) =>
    source.pipe(
      map((value): Loadable<T> => ({ status: 'loaded', value })),
      startWith<Loadable<T>>({ status: 'loading' }),
      catchError((error: unknown) => of<Loadable<T>>({ status: 'failed', error })),
    );
}
