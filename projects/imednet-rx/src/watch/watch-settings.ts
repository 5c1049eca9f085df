import type { Observable, Observer } from 'rxjs';
import { requireMilliseconds } from '../policies/require-milliseconds';
import { pageVisible$ } from './page-visible';
import type { WatchStatus } from './watch-status';

/** How a list is watched. */
export interface WatchSettings {
  /** Time between the end of a poll and the beginning of the next, in ms; 1,000 or more. */
  readonly every: number;
  /** Told how the watch is doing: at once, then at each change. For a badge that says how old the data are. */
  readonly statusSubscriber?: Pick<Observer<WatchStatus>, 'next'>;
  /**
   * Whether anybody can see the list; polls pause while it says `false`. The visibility of the page by default, and
   * always visible where there is no page. `of(true)` goes on in the background.
   */
  readonly visible$?: Observable<boolean>;
}

/** Settings with the defaults filled in. */
export type Watcher = Omit<WatchSettings, 'visible$'> & Required<Pick<WatchSettings, 'visible$'>>;

/** The least time between two polls. Whoever passes 30 means seconds. */
const MIN_EVERY_MS = 1_000;

/**
 * Checks settings as they come from plain JavaScript, and fills in the defaults.
 *
 * @throws InvalidArgumentError
 */
export function watcherOf({
  every,
  visible$ = pageVisible$,
  statusSubscriber,
}: Partial<WatchSettings> = {}): Watcher {
  return {
    every: requireMilliseconds('every', every, MIN_EVERY_MS),
    visible$,
    ...(statusSubscriber && { statusSubscriber }),
  };
}
