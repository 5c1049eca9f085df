import { concatMap, from, map, type Observable, type OperatorFunction, of } from 'rxjs';
import type { Page, PageStep } from './page';
import type { Requestor } from './requestor';

/**
 * Makes of a page's items, as they came, those that are given; throws or rejects where the list must not go on.
 *
 * @typeParam T - one item as it is given
 */
export type ReadItems<T> = (
  page: Pick<Page<unknown>, 'items' | 'page'>,
) => readonly T[] | PromiseLike<readonly T[]>;

/**
 * Runs what reads a list, as soon as everything is there that reads its items; nothing reads them that are given as
 * they come.
 *
 * @typeParam T - one item as it is given
 */
export type Reading<T> = <R>(
  client: Requestor,
  run: (readItems: ReadItems<T> | undefined) => Observable<R>,
) => Observable<R>;

/** Reads the items of each step; steps keep their order, however long one takes. */
export function readingItems<T>(readItems: ReadItems<T>): OperatorFunction<PageStep<unknown>, PageStep<T>> {
  const withItems = (step: PageStep<unknown>, items: readonly T[]): PageStep<T> => ({
    ...step,
    page: { ...step.page, items },
  });
  return concatMap((step): Observable<PageStep<T>> => {
    const items = readItems(step.page);
    if (!('then' in items)) return of(withItems(step, items));
    return from(items).pipe(map((read) => withItems(step, read)));
  });
}
