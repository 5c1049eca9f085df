import { concatMap, type Observable, of, tap, throwError } from 'rxjs';
import { PaginationDriftError } from '../errors/pagination-drift-error';
import { DriftMonitor, type DriftVerdict } from './drift-monitor';
import { cursorBehind } from './cursor-behind';
import type { Page, PageStep } from './page';
import type { PageDrift } from './page-drift';
import type { PagePlan } from './page-plan';
import { type FetchPage, PageWindow } from './page-window';

/** What a run tells its paginator. */
export interface RunEvents {
  /** The number of the page that comes next; `null` behind the last. */
  moved(next: number | null): void;
  drifted(drift: PageDrift): void;
}

/**
 * One run through a list: its window of pages, and how much of the list it has given so far.
 *
 * Made anew for each subscription or iteration, so that runs can't disturb each other.
 */
export class PageRun<T> {
  readonly #plan: PagePlan;
  readonly #fetch: FetchPage<T>;
  readonly #events: RunEvents;
  readonly #windowSize: number;
  readonly #monitor: DriftMonitor<T>;
  readonly #windowOf = new WeakMap<Page<T>, PageWindow<T>>();
  #window: PageWindow<T>;
  #items = 0;
  /** Whether pages are being read a second time, up to the last item that was given. */
  #catchingUp = false;

  /**
   * @param plan - where to start and stop, and how far to read ahead
   * @param fetch - fetches one page
   * @param events - told what happens
   * @param minimumWindow - pages that must fit into the window whatever the plan says
   */
  constructor(plan: PagePlan, fetch: FetchPage<T>, events: RunEvents, minimumWindow: number) {
    this.#plan = plan;
    this.#fetch = fetch;
    this.#events = events;
    this.#windowSize = Math.max(plan.prefetch, minimumWindow);
    this.#monitor = new DriftMonitor(plan.itemKey, plan.sortedByKey);
    this.#window = new PageWindow(fetch, plan.start, this.#windowSize);
  }

  /** The first page. */
  first(): Observable<PageStep<T>> {
    return this.#take(this.#plan.start);
  }

  /** The page behind a step that is not the last. */
  following({ page }: PageStep<T>, next: number): Observable<PageStep<T>> {
    return this.#take(next, page);
  }

  /** Tells that a page is done with: one more may be requested. */
  release({ page, end }: PageStep<T>): void {
    this.#windowOf.get(page)?.release(page.page, end);
  }

  /** Aborts what is under way; no page is requested any more. */
  close(): void {
    this.#window.close();
  }

  #take(...[number, previous]: Parameters<FetchPage<T>>): Observable<PageStep<T>> {
    return this.#window.take(number, previous).pipe(
      concatMap((step) => this.#settle(step)),
      tap(({ next }) => {
        this.#events.moved(next);
      }),
    );
  }

  /** Looks whether the list has changed, and does about it what the plan says. */
  #settle(step: PageStep<T>): Observable<PageStep<T>> {
    const { strategy, onDrift, start } = this.#plan;
    if (strategy === 'keyset') return of(this.#bound(step));
    const verdict = this.#monitor.look(step.page, this.#catchingUp);
    const { drift } = verdict;
    if (drift === undefined || onDrift === 'warn') return of(this.#accept(step, verdict));
    if (onDrift === 'error') return this.#refuse(drift);
    if (!drift.mayMiss) return of(this.#accept(step, verdict));
    const target = onDrift === 'restart' ? start : Math.max(start, step.page.page - 1);
    return this.#monitor.ascending ? this.#readAgain(target, drift) : this.#refuse(drift);
  }

  /** Steps back until a page overlaps with what was given: within one answer nothing can lie between. */
  #readAgain(page: number, drift: PageDrift): Observable<PageStep<T>> {
    this.#catchingUp = true;
    this.#window.close();
    this.#window = new PageWindow(this.#fetch, page, this.#windowSize);
    return this.#window.take(page).pipe(
      concatMap((step) => {
        const verdict = this.#monitor.look(step.page, true);
        return verdict.overlaps || page === this.#plan.start
          ? of(this.#accept(step, { ...verdict, drift }))
          : this.#readAgain(page - 1, drift);
      }),
    );
  }

  #refuse(drift: PageDrift): Observable<never> {
    this.#events.drifted(drift);
    return throwError(() => new PaginationDriftError(drift));
  }

  #accept(step: PageStep<T>, { fresh, drift }: DriftVerdict<T>): PageStep<T> {
    this.#monitor.accept({ ...step.page, items: fresh });
    this.#catchingUp &&= fresh.length === 0;
    if (drift) this.#events.drifted(drift);
    return this.#bound({ ...step, page: { ...step.page, items: fresh, ...(drift && { drift }) } });
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
    const cursor = cursorBehind(step, items, this.#items, this.#plan);
    const page: Page<T> = { ...step.page, items, cursor };
    this.#windowOf.set(page, this.#window);
    return {
      page,
      next: pagesLeft > 0 ? step.next : null,
      end: Math.min(step.end, step.page.page + 1 + pagesLeft),
    };
  }
}
