import type { Observable } from 'rxjs';
import type { Page } from '../pagination/page';
import type { PageStrategy } from '../pagination/page-strategy';

/**
 * A list as its watchers need it.
 *
 * @typeParam T - one item
 */
export interface WatchedList<T> {
  /** Name of the attribute that tells items apart. */
  readonly itemKey: string;
  /** Whether it can be paged by key. */
  readonly keyset: boolean;
  /**
   * Does one poll, as one operation.
   *
   * @param strategy - how the list is paged
   * @param work - what is done with the list, whose pages are cold: each subscription reads it anew
   */
  read<R>(strategy: PageStrategy, work: (pages$: Observable<Page<T>>) => Observable<R>): Observable<R>;
}
