import { defer, type Observable, of, share, switchMap } from 'rxjs';
import { loadOnDemand } from '../http/load-on-demand';
import type { ListChanges } from './list-changes';
import type { WatchClient } from './shared-watch';
import type { WatchRequest } from './watch-request';
import type { WatchSettings } from './watch-settings';
import type { Watches } from './watches';

/**
 * The {@link Watches} of one resource, which are loaded with the first of them.
 *
 * @typeParam T - one item
 */
export class WatchesOnDemand<T> {
  #loaded: Watches<T> | undefined;
  /** Shared, so that all who wait for it join in one turn: who came in one turn shares one poll. */
  readonly #loading$: Observable<Watches<T>> = loadOnDemand(
    'watch',
    () => import('./watches'),
    ({ Watches }) => of((this.#loaded ??= new Watches<T>())),
  ).pipe(share());

  /** As {@link Watches.join}; at once, when somebody has watched before. */
  join(request: WatchRequest<T>, settings: WatchSettings, client: WatchClient): Observable<ListChanges<T>> {
    return defer(() => (this.#loaded ? of(this.#loaded) : this.#loading$)).pipe(
      switchMap((watches) => watches.join(request, settings, client)),
    );
  }
}
