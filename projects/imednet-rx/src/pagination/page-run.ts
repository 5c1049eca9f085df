import { map, type Observable, tap } from 'rxjs';
import { keyOf } from './keyset-strategy';
import type { PageStep } from './page';
import type { PageCursor } from './page-cursor';
import type { PagePlan } from './page-plan';
import { type FetchPage, PageWindow } from './page-window';

/**
 * One run through a list: its window of pages, and how much of the list it has given so far.
 *
 * Made anew for each subscription or iteration, so that runs can't disturb each other.
 */
export class PageRun<T> {
  readonly #plan: PagePlan;
  readonly #window: PageWindow<T>;
  readonly #moved: (next: number | null) => void;
  #items = 0;

  /**
   * @param plan - where to start and stop, and how far to read ahead
   * @param fetch - fetches one page
   * @param moved - told the number of the page that comes next, each time a page was taken
   * @param minimumWindow - pages that must fit into the window whatever the plan says
   */
  constructor(
    plan: PagePlan,
    fetch: FetchPage<T>,
    moved: (next: number | null) => void,
    minimumWindow: number,
  ) {
    this.#plan = plan;
    this.#moved = moved;
    this.#window = new PageWindow(fetch, plan.start, Math.max(plan.prefetch, minimumWindow));
  }

  /** The first page; nothing when none is wanted. */
  first(): Observable<PageStep<T>> {
    return this.#take(this.#plan.start);
  }

  /** The page behind a step that is not the last. */
  following({ page }: PageStep<T>, next: number): Observable<PageStep<T>> {
    return this.#take(next, page);
  }

  /** Tells that a page is done with: one more may be requested. */
  release({ page, end }: PageStep<T>): void {
    this.#window.release(page.page, end);
  }

  /** Aborts what is under way; no page is requested any more. */
  close(): void {
    this.#window.close();
  }

  #take(...[number, previous]: Parameters<FetchPage<T>>): Observable<PageStep<T>> {
    return this.#window.take(number, previous).pipe(
      map((step) => this.#bound(step)),
      tap(({ next }) => {
        this.#moved(next);
      }),
    );
  }

  /** Cuts a step where `maxItems` or `maxPages` ends the run, so that nothing behind it is requested. */
  #bound(step: PageStep<T>): PageStep<T> {
    const { start, size, maxItems, maxPages } = this.#plan;
    const items = step.page.items.slice(0, maxItems - this.#items);
    this.#items += items.length;
    const pagesLeft = Math.min(
      start + maxPages - (step.page.page + 1),
      Math.ceil((maxItems - this.#items) / size),
    );
    const whole = items.length === step.page.items.length;
    return {
      page: { ...step.page, items, cursor: this.#cursorBehind(step, items, whole) },
      next: pagesLeft > 0 ? step.next : null,
      end: Math.min(step.end, step.page.page + 1 + pagesLeft),
    };
  }

  /** A page that was cut is read again by offset, since a page number can't point into it. */
  #cursorBehind({ page, next }: PageStep<T>, items: readonly T[], whole: boolean): PageCursor | null {
    const { strategy, query, itemKey, itemsBefore } = this.#plan;
    if (whole && next === null) return null;
    const count = itemsBefore + this.#items;
    if (strategy === 'offset' || itemKey === undefined) {
      return {
        version: 1,
        strategy,
        query,
        page: whole ? page.page + 1 : page.page,
        items: whole ? count : count - items.length,
      };
    }
    return {
      version: 1,
      strategy,
      query,
      page: page.page + 1,
      after: keyOf(items.at(-1), itemKey),
      items: count,
    };
  }
}
