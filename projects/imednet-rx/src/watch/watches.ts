import { defer, type Observable } from 'rxjs';
import type { ListChanges } from './list-changes';
import { SharedWatch, type WatchClient } from './shared-watch';
import type { Watcher } from './watch-settings';
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
   * @param query - the same for the same list
   * @param list - is polled, where nobody watches it yet
   * @param watcher - who wants to know
   * @param client - that the list is read with
   * @returns cold; as {@link SharedWatch.join}
   */
  join(
    query: string,
    list: WatchedList<T>,
    watcher: Watcher,
    client: WatchClient,
  ): Observable<ListChanges<T>> {
    return defer(() => {
      const shared = this.#shared.get(query) ?? this.#begin(query, list, client);
      return shared.join(watcher);
    });
  }

  #begin(query: string, list: WatchedList<T>, client: WatchClient): SharedWatch<T> {
    const shared = new SharedWatch(list, client, () => {
      this.#shared.delete(query);
    });
    this.#shared.set(query, shared);
    return shared;
  }
}
