import { BehaviorSubject, filter, type Observable, type Subscription, take, tap } from 'rxjs';
import type { PageStep } from './page';

/** A page that is requested before its turn. */
export class PageAhead<T> {
  readonly #came$ = new BehaviorSubject<PageStep<T> | undefined>(undefined);
  /** The request under way. */
  readonly request: Subscription;

  /** The page, as soon as it has come; to be subscribed once, when its turn comes. */
  readonly step$: Observable<PageStep<T>> = this.#came$.pipe(
    filter((step) => step !== undefined),
    // Complete with its page: what the page brings may end its request before that has completed.
    take(1),
    // This object lives long enough for V8 to move it among the old ones. Left in it, the page would survive
    // every quick collection until a full one, and so would page after page.
    tap(() => {
      this.#came$.next(undefined);
    }),
  );

  /** @param fetch$ - emits the page; requested at once */
  constructor(fetch$: Observable<PageStep<T>>) {
    this.request = fetch$.subscribe({
      next: (step) => {
        this.#came$.next(step);
      },
      error: (error: unknown) => {
        this.#came$.error(error);
      },
    });
  }
}
