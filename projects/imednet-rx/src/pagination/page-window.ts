import { BehaviorSubject, defer, filter, type Observable, Subscription, switchMap, take } from 'rxjs';
import type { Page, PageStep } from './page';
import { PageAhead } from './page-ahead';

/** Fetches one page; cold. */
export type FetchPage<T> = (page: number, previous?: Page<T>) => Observable<PageStep<T>>;

/**
 * Requests pages ahead of their turn, and never holds more than `size` of them.
 *
 * A page counts from its request until it is released. Pages are taken in order: one that fails ahead of
 * its turn reports that when its turn comes, behind the pages before it.
 */
export class PageWindow<T> {
  readonly #fetch: FetchPage<T>;
  readonly #readsAhead: boolean;
  /** Pages that may still be requested. */
  readonly #room$: BehaviorSubject<number>;
  readonly #ahead = new Map<number, PageAhead<T>>();
  readonly #requestsAhead = new Subscription();
  #next: number;
  #end = 0;

  /**
   * @param fetch - fetches one page
   * @param start - number of the first page
   * @param size - pages, 1 or more
   */
  constructor(fetch: FetchPage<T>, start: number, size: number) {
    this.#fetch = fetch;
    this.#next = start;
    this.#readsAhead = size > 1;
    this.#room$ = new BehaviorSubject(size);
  }

  /**
   * Gives the page whose turn it is, as soon as the window lets it be requested and it has come.
   *
   * @param page - its number
   * @param previous - the page before it
   */
  take(page: number, previous?: Page<T>): Observable<PageStep<T>> {
    return defer(() => {
      if (this.#ahead.has(page) || this.#room$.value > 0) return this.#get(page, previous);
      return this.#room$.pipe(
        filter((room) => room > 0),
        take(1),
        switchMap(() => this.#get(page, previous)),
      );
    });
  }

  /** @param end - first page that nobody will want, as far as is known */
  endAt(end: number): void {
    this.#end = end;
  }

  /** Lets one more page be requested, since one is done with. */
  release(): void {
    // Whoever waits for the page whose turn it is takes the room first.
    this.#room$.next(this.#room$.value + 1);
    if (!this.#readsAhead) return;
    while (!this.#requestsAhead.closed && this.#room$.value > 0 && this.#next < this.#end)
      this.#startAhead(this.#next);
  }

  /** Forgets what was requested ahead, and goes on with another page. */
  moveTo(page: number): void {
    const room = this.#room$.value + this.#ahead.size;
    for (const { request } of this.#ahead.values()) request.unsubscribe();
    this.#ahead.clear();
    this.#next = this.#end = page;
    this.#room$.next(room);
  }

  /** Aborts what is under way; nothing is requested any more. */
  close(): void {
    this.#requestsAhead.unsubscribe();
  }

  #get(page: number, previous?: Page<T>): Observable<PageStep<T>> {
    const ahead = this.#ahead.get(page);
    this.#ahead.delete(page);
    if (ahead) return ahead.step$;
    this.#enter(page);
    return this.#fetch(page, previous);
  }

  #startAhead(page: number): void {
    this.#enter(page);
    const ahead = new PageAhead(this.#fetch(page));
    this.#requestsAhead.add(ahead.request);
    this.#ahead.set(page, ahead);
  }

  #enter(page: number): void {
    this.#next = page + 1;
    this.#room$.next(this.#room$.value - 1);
  }
}
