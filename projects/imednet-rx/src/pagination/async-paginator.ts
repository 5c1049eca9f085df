import { BehaviorSubject, filter, lastValueFrom, type Observable, takeUntil } from 'rxjs';
import { InvalidArgumentError } from '../errors/client-error';
import { BasePaginator } from './base-paginator';
import type { Page, PageStep } from './page';
import type { PageRun } from './page-run';
import type { PaginatorOptions } from './paginator-options';
import type { Requestor } from './requestor';

/**
 * Pulls a paged list: a page is requested only when the consumer asks for it, so a slow consumer sets the
 * pace and one page is in memory at a time; with `prefetch`, that many.
 *
 * Each iteration runs through the list on its own. Leaving the loop (`break`, `return()`) aborts a page
 * under way.
 *
 * Iterating items costs a promise each; for large lists iterate {@link pages}.
 *
 * @typeParam T - one item
 *
 * @example
 * ```ts
 * const options = { pageSize: 500, itemKey: 'recordId' };
 * for await (const page of new AsyncPaginator<ImednetRecord>(client, path, options).pages()) {
 *   await database.insert(page.items);
 * }
 * ```
 */
export class AsyncPaginator<T> extends BasePaginator<T> implements AsyncIterable<T> {
  /**
   * As for every paginator.
   *
   * @throws InvalidArgumentError also for `partitions`, which can't be pulled one after the other
   */
  constructor(client: Requestor, path: string, options: PaginatorOptions = {}) {
    super(client, path, options);
    if (this.plan.parts) {
      throw new InvalidArgumentError(
        'Partitions are read at the same time. Use `Paginator.process` for them.',
      );
    }
  }

  /** The list, page by page; throws what the `Paginator` would emit as its error. */
  pages(): AsyncIterable<Page<T>> {
    return { [Symbol.asyncIterator]: () => this.#iterate((page) => [page]) };
  }

  [Symbol.asyncIterator](): AsyncIterator<T> {
    return this.#iterate((page) => page.items);
  }

  #iterate<R>(unpack: (page: Page<T>) => Iterable<R>): AsyncIterator<R> {
    const run = this.run();
    const left$ = new BehaviorSubject(false);
    const values = this.#values(unpack, run, left$);
    return {
      next: () => values.next(),
      // A generator would take its own `return` only after the page under way: end that first.
      return: () => {
        left$.next(true);
        run.close();
        return values.return(undefined);
      },
    };
  }

  async *#values<R>(
    unpack: (page: Page<T>) => Iterable<R>,
    run: PageRun<T>,
    left$: BehaviorSubject<boolean>,
  ): AsyncGenerator<R, undefined> {
    const untilLeft = (step$: Observable<PageStep<T>>): Promise<PageStep<T> | undefined> =>
      lastValueFrom(step$.pipe(takeUntil(left$.pipe(filter(Boolean)))), { defaultValue: undefined });
    try {
      let step = await untilLeft(run.first());
      while (step !== undefined && !left$.value) {
        yield* unpack(step.page);
        // Asked for more, the consumer is done with the page.
        run.release();
        if (step.next === null) return undefined;
        step = await untilLeft(run.following(step, step.next));
      }
      return undefined;
    } finally {
      run.close();
    }
  }
}
