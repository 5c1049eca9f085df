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
  /** @param isOpen - whether the run continues without having recovered what may be missing or repeated */
  drifted(drift: PageDrift, isOpen: boolean): void;
  /** A page was read: its items, bytes, and the items that there are in all. */
  read(items: number, bytes: number, total: number | null): void;
}

/** Recoveries without an item emitted in between, after which a list is taken to change without end. */
const MOST_ROUNDS = 50;
/** Pages in a row without a new item, beyond as many as had one, after which a list is considered endless. */
const MOST_IDLE_PAGES = 50;
/** Times that a page is read again while it has an item more than once. */
const MOST_ATTEMPTS = 3;

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
  /** Recoveries since an item was emitted. */
  #rounds = 0;
  /** Pages that had a new item. */
  #newPages = 0;
  /** Pages since the last of them. */
  #idlePages = 0;
  /** Whether it was reported, and not recovered, that items may be missing. */
  #mayMiss = false;

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
    if (this.#plan.strategy !== 'keyset') return undefined;
    const trail = { ...page, items: page.items.slice(-1) };
    Reflect.deleteProperty(trail, 'rawText');
    return trail;
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
    const { strategy, onDrift, onDriftIsDefault, start } = this.#plan;
    if (strategy === 'keyset') return of(this.#prove(step));
    const { recoverable, ...looked } = this.#look(step.page);
    if (this.#isEndless(step.page, looked.drift) && looked.drift) return this.#refuse(looked.drift);
    const isShort = this.#isShort(step, looked);
    const verdict = isShort ? { ...looked, drift: missingAt(step.page, looked.drift) } : looked;
    const { drift } = verdict;
    if (drift === undefined) return of(this.#accept(step, verdict));
    if (onDrift === 'error') return this.#refuse(drift);
    if (onDrift === 'warn' || !drift.mayMiss) return of(this.#accept(step, verdict, onDrift === 'warn'));
    if (recoverable && looked.drift?.mayMiss === true) {
      if (++this.#rounds > MOST_ROUNDS) return this.#refuse(drift);
      return this.#readAgain(onDrift === 'restart' ? start : Math.max(start, step.page.page - 1), drift);
    }
    // Where the server has an order of its own, the default can't recover anything, and reports instead.
    if (!onDriftIsDefault || (isShort && this.#monitor.ascending)) return this.#refuse(drift);
    this.#catchingUp = false;
    return of(this.#accept(step, verdict, true));
  }

  /** Compares a page with the pages before it. */
  #look(page: Page<T>): DriftVerdict<T> {
    const hasTotals = page.totalPages !== null && page.totalElements !== null;
    if (!hasTotals) this.#repeats.check(page);
    const verdict = this.#monitor.look(page, this.#catchingUp);
    if (!hasTotals || this.#plan.itemKey !== undefined || !this.#repeats.hasEdgesOfEarlier(page))
      return verdict;
    return { ...verdict, drift: { ...missingAt(page, verdict.drift), repeated: page.items.length } };
  }

  /**
   * Whether pages repeat what was emitted without end, as from a server that ignores the page number while its totals grow.
   *
   * Rows that are inserted in front push back as many pages as were read, at most.
   */
  #isEndless({ items }: Page<T>, drift: PageDrift | undefined): boolean {
    if (this.#catchingUp || items.length === 0) return false;
    this.#idlePages = (drift?.repeated ?? 0) < items.length ? 0 : this.#idlePages + 1;
    if (this.#idlePages === 0) this.#newPages += 1;
    return this.#idlePages > MOST_IDLE_PAGES + this.#newPages;
  }

  /** Whether the last page of a whole list is reached with fewer items than there must have been. */
  #isShort({ page, next }: PageStep<T>, { fresh }: Pick<DriftVerdict<T>, 'fresh'>): boolean {
    const { start, alone, itemsBefore, maxItems, maxPages } = this.#plan;
    const isWhole = start + itemsBefore === 0 && !alone && maxItems === Infinity && maxPages === Infinity;
    if (next !== null || !isWhole || this.#mayMiss) return false;
    return this.#monitor.isShort(page.totalElements, this.#items + fresh.length);
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
  #readAgain(page: number, drift: PageDrift, attempt = 1): Observable<PageStep<T>> {
    this.#catchingUp = true;
    this.#monitor.stepBack();
    return this.#takeInstead(page).pipe(
      concatMap((step) => {
        const verdict = this.#monitor.look(step.page, true);
        if (verdict.copies > 0) {
          return attempt < MOST_ATTEMPTS ? this.#readAgain(page, drift, attempt + 1) : this.#refuse(drift);
        }
        if (!verdict.overlaps && page !== this.#plan.start) return this.#readAgain(page - 1, drift);
        return this.#isShort(step, verdict)
          ? this.#refuse(drift)
          : of(this.#accept(step, { ...verdict, drift }));
      }),
    );
  }

  #refuse(drift: PageDrift): Observable<never> {
    this.#events.drifted(drift, false);
    return throwError(() => new PaginationDriftError(drift));
  }

  /** @param isOpen - whether what may be missing or repeated is not recovered */
  #accept(step: PageStep<T>, verdict: Omit<DriftVerdict<T>, 'recoverable'>, isOpen = false): PageStep<T> {
    const { fresh, drift } = verdict;
    this.#monitor.accept(step.page.totalElements, verdict);
    if (fresh.length > 0) {
      this.#catchingUp = false;
      this.#rounds = 0;
    }
    if (drift) {
      this.#mayMiss ||= isOpen && drift.mayMiss;
      this.#events.drifted(drift, isOpen && (drift.mayMiss || drift.repeated > 0));
    }
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

/** Reports that items may be missing at a page. */
function missingAt({ page, totalElements }: Page<unknown>, drift: PageDrift | undefined): PageDrift {
  const unchanged = { totalBefore: totalElements, totalAfter: totalElements, repeated: 0 };
  return { page, ...unchanged, ...drift, mayMiss: true };
}
