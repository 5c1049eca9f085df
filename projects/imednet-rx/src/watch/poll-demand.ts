import { BehaviorSubject, distinctUntilChanged, type Observable, Subscription } from 'rxjs';
import type { Watcher } from './watch-settings';

/** How often those who watch one list want it polled: as often as the one who wants it most. */
export class PollDemand {
  readonly #wanted = new Map<object, number>();
  readonly #every$ = new BehaviorSubject(Infinity);

  /** Time between two polls, in ms, and each change of it; `Infinity` while nobody is looking. */
  readonly every$: Observable<number> = this.#every$.pipe(distinctUntilChanged());

  /**
   * @param watcher - counts while it is visible
   * @returns ends it
   */
  add({ every, visible$ }: Pick<Watcher, 'every' | 'visible$'>): Subscription {
    const watcher = {};
    const want = (wanted: number): void => {
      this.#wanted.set(watcher, wanted);
      this.#tell();
    };
    const subscription = new Subscription(() => {
      this.#wanted.delete(watcher);
      this.#tell();
    });
    want(every);
    subscription.add(
      visible$.subscribe((visible) => {
        want(visible ? every : Infinity);
      }),
    );
    return subscription;
  }

  #tell(): void {
    this.#every$.next(Math.min(...this.#wanted.values()));
  }
}
