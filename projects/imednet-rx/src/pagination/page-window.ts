import { BehaviorSubject, filter, type Observable, ReplaySubject, Subscription, switchMap, take } from 'rxjs';
import type { Page, PageStep } from './page';

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
  readonly #started = new Map<number, Observable<PageStep<T>>>();
  readonly #requests = new Subscription();
  /** First page that may not be requested yet, since the window is full. */
  readonly #limit$: BehaviorSubject<number>;
  #nextToStart: number;

  /**
   * @param fetch - fetches one page
   * @param start - number of the first page
   * @param size - pages, 1 or more
   */
  constructor(fetch: FetchPage<T>, start: number, size: number) {
    this.#fetch = fetch;
    this.#nextToStart = start;
    this.#limit$ = new BehaviorSubject(start + size);
  }

  /**
   * Gives the page whose turn it is, as soon as the window lets it be requested and it has come.
   *
   * @param page - its number
   * @param previous - the page before it
   */
  take(page: number, previous?: Page<T>): Observable<PageStep<T>> {
    return this.#limit$.pipe(
      filter((limit) => page < limit),
      take(1),
      switchMap(() => this.#started.get(page) ?? this.#start(page, previous)),
    );
  }

  /**
   * Lets one more page be requested, since one is done with.
   *
   * @param page - the page that is done with
   * @param end - first page that nobody will want, as far as is known
   */
  release(page: number, end: number): void {
    this.#started.delete(page);
    this.#limit$.next(this.#limit$.value + 1);
    while (!this.#requests.closed && this.#nextToStart < Math.min(this.#limit$.value, end)) {
      this.#start(this.#nextToStart);
    }
  }

  /** Aborts what is under way; nothing is requested any more. */
  close(): void {
    this.#requests.unsubscribe();
  }

  #start(page: number, previous?: Page<T>): Observable<PageStep<T>> {
    const step$ = new ReplaySubject<PageStep<T>>(1);
    this.#started.set(page, step$);
    this.#nextToStart = page + 1;
    this.#requests.add(this.#fetch(page, previous).subscribe(step$));
    return step$;
  }
}
