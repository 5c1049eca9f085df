import { defer, type Observable } from 'rxjs';
import type { ListChanges } from './list-changes';
import { planWatch } from './plan-watch';
import { SharedWatch, type WatchClient } from './shared-watch';
import type { WatchRequest } from './watch-request';
import { watcherOf, type WatchSettings } from './watch-settings';
import type { WatchedList } from './watched-list';

/**
 * The watches of one resource, by query.
 *
 * @typeParam T - one item
 */
export class Watches<T> {
  readonly #shared = new Map<string, SharedWatch<T>>();

  /**
   * Begins to watch a list, or takes part in a watch that is under way.
   *
   * @param request - what is watched; polled, where nobody watches it yet
   * @param settings - the caller's
   * @param client - that the list is read with
   * @returns cold; as {@link SharedWatch.join}; errors with an `InvalidArgumentError` before anything is sent
   */
  join(request: WatchRequest<T>, settings: WatchSettings, client: WatchClient): Observable<ListChanges<T>> {
    return defer(() => {
      const { path, options, itemKey, keyIsNumber, traceContext } = request;
      const watcher = watcherOf(settings);
      const { query, keyset, paging } = planWatch(path, options, itemKey, keyIsNumber);
      const begin = (): SharedWatch<T> =>
        this.#begin(query, client, {
          ...{ itemKey, keyset },
          read: (strategy, work) => request.read({ traceContext, ...paging, strategy }, work),
        });
      return (this.#shared.get(query) ?? begin()).join(watcher);
    });
  }

  #begin(query: string, client: WatchClient, list: WatchedList<T>): SharedWatch<T> {
    const shared = new SharedWatch(list, client, () => {
      this.#shared.delete(query);
    });
    this.#shared.set(query, shared);
    return shared;
  }
}
