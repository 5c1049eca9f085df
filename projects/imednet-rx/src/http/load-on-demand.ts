import { catchError, defer, type Observable, switchMap, throwError } from 'rxjs';
import { ModuleUnavailableError } from '../errors/module-unavailable-error';

/**
 * Does what a module of its own is needed for, which who does not ask for it never loads.
 *
 * What must be as it is at the time of the subscription has to be settled before: the module comes later.
 *
 * @param feature - what needs it, as its user writes it, e.g. `records.submit`
 * @param load - imports it
 * @param use - does it
 * @returns cold; as what `use` gives; errors with a `ModuleUnavailableError` when the module can't be loaded. Who leaves
 *   meanwhile has nothing done
 */
export function loadOnDemand<M, R>(
  feature: string,
  load: () => Promise<M>,
  use: (module: M) => Observable<R>,
): Observable<R> {
  return defer(load).pipe(
    catchError((cause: unknown) => throwError(() => new ModuleUnavailableError(feature, cause))),
    switchMap(use),
  );
}

/**
 * Loads a module at its first use, as {@link loadOnDemand} does; from the second on it is there at once.
 *
 * @param feature - what needs it, as its user writes it
 * @param load - imports it
 * @returns does with it what it is given, at each subscription
 */
export function onDemand<M>(
  feature: string,
  load: () => Promise<M>,
): <R>(use: (module: M) => Observable<R>) => Observable<R> {
  let loaded: M | undefined;
  const loading = (): Promise<M> => load().then((module) => (loaded = module));
  return (use) => defer(() => (loaded ? use(loaded) : loadOnDemand(feature, loading, use)));
}
