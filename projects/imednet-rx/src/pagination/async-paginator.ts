import { BehaviorSubject, filter, lastValueFrom, takeUntil } from 'rxjs';
import { BasePaginator } from './base-paginator';
import type { Page, PageStep } from './page';

/**
 * Pulls a paged list: a page is requested only when the consumer asks for it, so a slow consumer sets the
 * pace and one page is in memory at a time.
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
 * for await (const page of new AsyncPaginator<ImednetRecord>(client, path, { pageSize: 500 }).pages()) {
 *   await database.insert(page.items);
 * }
 * ```
 */
export class AsyncPaginator<T> extends BasePaginator<T> implements AsyncIterable<T> {
  /** The list, page by page; throws what the `Paginator` would emit as its error. */
  pages(): AsyncIterable<Page<T>> {
    return { [Symbol.asyncIterator]: () => this.#iterate((page) => [page]) };
  }

  [Symbol.asyncIterator](): AsyncIterator<T> {
    return this.#iterate((page) => page.items);
  }

  #iterate<R>(unpack: (page: Page<T>) => Iterable<R>): AsyncIterator<R> {
    const left$ = new BehaviorSubject(false);
    const steps = this.#steps(unpack, left$);
    return {
      next: () => steps.next(),
      // A generator would take its own `return` only after the page under way: end that first.
      return: () => {
        left$.next(true);
        return steps.return(undefined);
      },
    };
  }

  async *#steps<R>(
    unpack: (page: Page<T>) => Iterable<R>,
    left$: BehaviorSubject<boolean>,
  ): AsyncGenerator<R, undefined> {
    let next: number | null = this.plan.start;
    let previous: Page<T> | undefined;
    while (next !== null && !left$.value) {
      const step: PageStep<T> | undefined = await lastValueFrom(
        this.fetch(next, previous).pipe(takeUntil(left$.pipe(filter(Boolean)))),
        { defaultValue: undefined },
      );
      if (step === undefined) return undefined;
      yield* unpack(step.page);
      ({ next, page: previous } = step);
    }
    return undefined;
  }
}
