import { catchError, concatMap, type Observable, of, throwError } from 'rxjs';
import { PaginationDriftError } from '../errors/pagination-drift-error';
import { DriftMonitor, type DriftVerdict } from './drift-monitor';
import { cursorBehind } from './cursor-behind';
import { isKeysetRefusal } from './is-keyset-refusal';
import type { Page, PageStep } from './page';
import type { PageDrift } from './page-drift';
import type { PagePlan } from './page-plan';
import { RepeatedPages } from './repeated-pages';
import { type FetchPage, PageWindow } from './page-window';

/** What a run tells its paginator. */
export interface RunEvents {
  /** The number of the page that comes next; `null` behind the last. */
  moved(next: number | null): void;
  drifted(drift: PageDrift): void;
  /** A page was read: its items, bytes, and the items that there are in all. */
  read(items: number, bytes: number, total: number | null): void;
}

/** Fetches one page as a plan says; cold. */
export type FetchPlannedPage<T> = (
  plan: PagePlan,
  ...page: Parameters<FetchPage<T>>
) => ReturnType<FetchPage<T>>;

/**
 * One run through a list: its window of pages, and how much of the list it has given so far.
 *
 * Made anew for each subscription or iteration, so that runs can't disturb each other.
 */
export class PageRun<T> {
  readonly #events: RunEvents;
  readonly #monitor: DriftMonitor<T>;
  readonly #repeats: RepeatedPages<T>;
  readonly #window: PageWindow<T>;
  #plan: PagePlan;
  #items = 0;
  /** Whether pages are being read a second time, up to the last item that was given. */
  #catchingUp = false;

  /**
   * @param plan - where to start and stop, and how far to read ahead
   * @param fetch - fetches one page
   * @param events - told what happens
   * @param minimumWindow - pages that must fit into its window, whatever the plan says
   */
  constructor(plan: PagePlan, fetch: FetchPlannedPage<T>, events: RunEvents, minimumWindow: number) {
    this.#plan = plan;
    this.#events = events;
    this.#monitor = new DriftMonitor(plan.itemKey, plan.sortedByKey);
    this.#repeats = new RepeatedPages(plan.itemKey);
    this.#window = new PageWindow(
      (...page) => fetch(this.#plan, ...page),
      plan.start,
      Math.max(plan.prefetch, minimumWindow),
    );
  }

  /** The first page. */
  first(): Observable<PageStep<T>> {
    return this.#take(this.#plan.start);
  }

  /** The page behind a step that is not the last. */
  following({ page }: PageStep<T>, next: number): Observable<PageStep<T>> {
    return this.#take(next, this.#trailOf(page));
  }

  /** Tells that a page is done with: one more may be requested. */
  release(): void {
    this.#window.release();
  }

  /** Aborts what is under way; no page is requested any more. */
  close(): void {
    this.#window.close();
  }

  /** What the next page needs of the one before it: as little as possible, for it is in memory meanwhile. */
  #trailOf(page: Page<T>): Page<T> | undefined {
    return this.#plan.strategy === 'keyset' ? { ...page, items: page.items.slice(-1) } : undefined;
  }

  #take(...[number, previous]: Parameters<FetchPage<T>>): Observable<PageStep<T>> {
    const step$ = this.#window.take(number, previous);
    const { fallback } = this.#plan;
    return (fallback === undefined ? step$ : step$.pipe(catchError(this.#fallBack(fallback, number)))).pipe(
      concatMap((step) => this.#settle(step)),
    );
  }

  /** Gives another page in the place of the one that came last, which nobody will see. */
  #takeInstead(page: number): Observable<PageStep<T>> {
    this.#window.moveTo(page);
    this.#window.release();
    return this.#window.take(page);
  }

  /** Goes on by offset when the server refuses order or filter, or ignores them. */
  #fallBack(fallback: PagePlan, number: number): (error: unknown) => Observable<PageStep<T>> {
    return (error) => {
      if (!isKeysetRefusal(error)) return throwError(() => error);
      this.#plan = fallback;
      // Up to here the pages were those of the same order, so that the numbers go on.
      return this.#takeInstead(number);
    };
  }

  /** Looks whether the list has changed, and does about it what the plan says. */
  #settle(step: PageStep<T>): Observable<PageStep<T>> {
    const { strategy, onDrift, start } = this.#plan;
    if (strategy === 'keyset') return of(this.#prove(step));
    if (step.page.totalPages === null) this.#repeats.check(step.page);
    const verdict = this.#monitor.look(step.page, this.#catchingUp);
    const { drift } = verdict;
    if (drift === undefined || onDrift === 'warn') return of(this.#accept(step, verdict));
    if (onDrift === 'error') return this.#refuse(drift);
    if (!drift.mayMiss) return of(this.#accept(step, verdict));
    const target = onDrift === 'restart' ? start : Math.max(start, step.page.page - 1);
    return this.#monitor.ascending ? this.#readAgain(target, drift) : this.#refuse(drift);
  }

  /** The second page shows that the filter is honoured; until then the run may have to go on by offset. */
  #prove(step: PageStep<T>): PageStep<T> {
    if (this.#plan.fallback !== undefined) {
      if (step.page.page > 0) this.#plan = { ...this.#plan, fallback: undefined };
      else this.#monitor.accept(step.page.totalElements, this.#monitor.look(step.page));
    }
    return this.#bound(step);
  }

  /** Steps back until a page overlaps with what was given: within one answer nothing can lie between. */
  #readAgain(page: number, drift: PageDrift): Observable<PageStep<T>> {
    this.#catchingUp = true;
    return this.#takeInstead(page).pipe(
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

  #accept(step: PageStep<T>, verdict: DriftVerdict<T>): PageStep<T> {
    const { fresh, drift } = verdict;
    this.#monitor.accept(step.page.totalElements, verdict);
    this.#catchingUp &&= fresh.length === 0;
    if (drift) this.#events.drifted(drift);
    if (drift === undefined && fresh === step.page.items) return this.#bound(step);
    return this.#bound({ ...step, page: { ...step.page, items: fresh, ...(drift && { drift }) } });
  }

  /** Cuts a step where `maxItems` or `maxPages` ends the run, so that nothing behind it is requested. */
  #bound(step: PageStep<T>): PageStep<T> {
    const { start, size, maxItems, maxPages, partition } = this.#plan;
    const left = maxItems - this.#items;
    const items = step.page.items.length <= left ? step.page.items : step.page.items.slice(0, left);
    this.#events.read(items.length, step.bytes, this.#totalWith(step.page));
    this.#items += items.length;
    const pagesLeft = Math.min(
      start + maxPages - (step.page.page + 1),
      Math.ceil((maxItems - this.#items) / size),
    );
    const cursor = cursorBehind(step, items, this.#items, this.#plan);
    const page: Page<T> = { ...step.page, items, cursor, ...(partition !== undefined && { partition }) };
    this.#window.endAt(Math.min(step.end, step.page.page + 1 + pagesLeft));
    const next = pagesLeft > 0 ? step.next : null;
    this.#events.moved(next);
    return { ...step, page, next };
  }

  /** Items that there are to read in all, those of this page and before included. */
  #totalWith({ totalElements }: Page<T>): number | null {
    if (totalElements === null) return null;
    const { strategy, itemsBefore, maxItems } = this.#plan;
    const all = strategy === 'keyset' ? itemsBefore + this.#items + totalElements : totalElements;
    return Math.min(all, itemsBefore + maxItems);
  }
}
