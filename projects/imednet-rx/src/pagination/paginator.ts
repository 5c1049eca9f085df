import { concatMap, EMPTY, expand, map, type Observable } from 'rxjs';
import { BasePaginator } from './base-paginator';
import type { Page } from './page';
import { trampolined } from './trampolined';

/**
 * Streams a paged list: each page is requested when the one before it has been emitted.
 *
 * Cold: each subscription runs through the list on its own, and unsubscribing aborts the page under way.
 * A page is retried by the client on its own, never the list as a whole, so no item comes twice.
 *
 * A push stream can't feel how slow its consumer is: behind `concatMap`, pages are still fetched as fast
 * as they come, and wait in memory. Use {@link AsyncPaginator} when the consumer should set the pace.
 *
 * @typeParam T - one item
 *
 * @example
 * ```ts
 * const paginator = new Paginator<ImednetRecord>(client, '/api/v1/edc/studies/DEMO/records', { pageSize: 500 });
 * paginator.items().pipe(take(1000)).subscribe((record) => console.log(record.recordId));
 * ```
 */
export class Paginator<T> extends BasePaginator<T> {
  /**
   * The list, page by page.
   *
   * @returns emits each page in order, completes behind the last one; errors with a typed error of the
   *   page that failed, or with a `PaginationError` when an answer can't be read safely
   */
  pages(): Observable<Page<T>> {
    return this.fetch(this.plan.start).pipe(
      expand(({ page, next }) => (next === null ? EMPTY : trampolined(this.fetch(next, page)))),
      map(({ page }) => page),
    );
  }

  /**
   * The list, item by item.
   *
   * @returns emits each item in order, completes behind the last one; errors as {@link pages} does
   */
  items(): Observable<T> {
    return this.pages().pipe(concatMap(({ items }) => items));
  }
}
