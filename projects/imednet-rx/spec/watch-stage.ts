import { asyncScheduler, type Observable, Subscription, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import type { ListChanges } from '../src/watch/list-changes';
import type { WatchStatus } from '../src/watch/watch-status';
import type { PolledRow } from './polled-list';

/** Virtual time in which lists are watched, and what was told meanwhile. */
export class WatchStage {
  /** What each watcher was told, e.g. `10 a: +1 +2 = 1 2`; `*` marks what is initial, `~` what changed. */
  readonly lines: string[] = [];
  readonly emissions: ListChanges<PolledRow>[] = [];
  readonly #all = new Subscription();

  /** Does something at a time, in ms. */
  at(ms: number, act: () => void): void {
    this.#all.add(timer(ms).subscribe(act));
  }

  /** Subscribes until the end of the play, and notes what comes. */
  watch(changes$: Observable<ListChanges<PolledRow>>, name = 'a'): Subscription {
    const subscription = changes$.subscribe({
      next: (changes) => {
        this.emissions.push(changes);
        this.note(name, line(changes));
      },
      error: (error: unknown) => {
        this.note(name, `failed with ${(error as Error).name}`);
      },
    });
    this.#all.add(subscription);
    return subscription;
  }

  /** Notes a status, e.g. `10 a: waiting 1000, read at 10`. */
  status(name = 'status'): { next: (status: WatchStatus) => void } {
    return {
      next: ({ phase, nextIn, readAt, failures, error }) => {
        const facts = [
          ...(nextIn === null ? [phase] : [`${phase} ${nextIn}`]),
          ...(readAt === null ? [] : [`read at ${readAt}`]),
          ...(failures > 0 ? [`${failures} failed with ${error?.name ?? 'nothing'}`] : []),
        ];
        this.note(name, facts.join(', '));
      },
    };
  }

  note(name: string, text: string): void {
    this.lines.push(`${asyncScheduler.now()} ${name}: ${text}`);
  }

  /** Lets time go on to an end at which everybody leaves; nothing may be left to wait for then. */
  static play(until: number, act: (stage: WatchStage) => void): WatchStage {
    const stage = new WatchStage();
    const scheduler = new TestScheduler(() => undefined);
    scheduler.run(({ flush }) => {
      act(stage);
      timer(until).subscribe(() => {
        stage.#all.unsubscribe();
      });
      flush();
    });
    expect(scheduler.actions.filter(({ closed }) => !closed).length)
      .withContext('timers that are left')
      .toBe(0);
    return stage;
  }
}

function line({ items, added, changed, removed, initial }: ListChanges<PolledRow>): string {
  const facts = [
    ...(initial ? ['*'] : []),
    ...added.map(({ subjectId }) => `+${subjectId}`),
    ...changed.map(
      ({ before, after }) => `~${after.subjectId} ${before.subjectStatus}>${after.subjectStatus}`,
    ),
    ...removed.map(({ subjectId }) => `-${subjectId}`),
    `= ${items.map(({ subjectId }) => subjectId).join(' ')}`,
  ];
  return facts.join(' ').trim();
}
