import { catchError, defer, finalize, map, NEVER, Observable, share, throwError } from 'rxjs';
import { ClientClosedError } from '../errors/client-error';
import { replayLast } from '../http/replay-last';
import type { PageStrategy } from '../pagination/page-strategy';
import { isKeysetRefusal } from '../pagination/is-keyset-refusal';
import type { Requestor } from '../pagination/requestor';
import { systemRandom } from '../policies/random';
import { compareLists } from './compare-lists';
import { initialChanges, type ListChanges } from './list-changes';
import { poll } from './poll';
import { PollDemand } from './poll-demand';
import { readSurely, type SureRead } from './read-surely';
import type { Keyed } from './read-whole';
import type { Watcher } from './watch-settings';
import type { WatchStatus } from './watch-status';
import type { WatchedList } from './watched-list';

/** What watching needs of a client, beside the list. */
export type WatchClient = Pick<Requestor, 'closed$' | 'random'>;

/**
 * The watch of one list, which everybody who watches it shares: one copy of it, and one poll at a time.
 *
 * @typeParam T - one item
 */
export class SharedWatch<T> {
  readonly #list: WatchedList<T>;
  readonly #demand = new PollDemand();
  readonly #status$ = replayLast<WatchStatus>();
  readonly #changes$: Observable<ListChanges<T>>;
  #strategy: PageStrategy;

  /**
   * @param list - is polled
   * @param client - that the list is read with
   * @param ended - called when the last watcher has left, or the list failed for good
   */
  constructor(list: WatchedList<T>, client: WatchClient, ended: () => void) {
    this.#list = list;
    this.#strategy = list.keyset ? 'keyset' : 'offset';
    this.#changes$ = this.#changes(client).pipe(
      finalize(ended),
      // Replayed for those who come later, who begin with the list as it is.
      share({ connector: () => replayLast() }),
    );
  }

  /**
   * Takes part.
   *
   * @returns cold; emits the list as it is as soon as it is known, then each change
   */
  join(watcher: Watcher): Observable<ListChanges<T>> {
    return new Observable((subscriber) => {
      const { statusSubscriber } = watcher;
      if (statusSubscriber) {
        subscriber.add(
          this.#status$.value$.subscribe((status) => {
            statusSubscriber.next(status);
          }),
        );
      }
      subscriber.add(this.#demand.add(watcher));
      this.#changes$
        .pipe(map((changes, index) => (index === 0 ? initialChanges(changes.items) : changes)))
        .subscribe(subscriber);
    });
  }

  #changes({ random = systemRandom, closed$ = NEVER }: WatchClient): Observable<ListChanges<T>> {
    return new Observable((subscriber) => {
      let known: Keyed<T> | undefined;
      const read$ = defer(() => this.#read(known ?? new Map<never, T>()));
      // A watch that only waits would notice no earlier than at its next poll.
      subscriber.add(
        closed$.subscribe(() => {
          subscriber.error(new ClientClosedError());
        }),
      );
      if (subscriber.closed) return;
      subscriber.add(
        poll(read$, this.#demand.every$, random).subscribe({
          next: ({ status, result }) => {
            if (result) {
              const { items, changes } = compareLists(known, result);
              known = items;
              if (changes) subscriber.next(changes);
            }
            // Behind the changes, so that it never tells of what was not given yet; and to nobody who left at these.
            if (!subscriber.closed) this.#status$.next(status);
          },
          error: (error: unknown) => {
            subscriber.error(error);
          },
        }),
      );
    });
  }

  /** Once the server turns out not to honour the order or the filter by key, the list is read by offset. */
  #read(known: Keyed<T>): Observable<SureRead<T>> {
    const strategy = this.#strategy;
    const { itemKey } = this.#list;
    return this.#list
      .read(strategy, (pages$) => readSurely(pages$, strategy, itemKey, known))
      .pipe(
        catchError((error: unknown) => {
          if (strategy === 'offset' || !isKeysetRefusal(error)) return throwError(() => error);
          this.#strategy = 'offset';
          return this.#read(known);
        }),
      );
  }
}
