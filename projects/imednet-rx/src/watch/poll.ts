import {
  asyncScheduler,
  catchError,
  concat,
  defer,
  map,
  NEVER,
  type Observable,
  of,
  repeat,
  switchMap,
  take,
  takeWhile,
  throwError,
  timer,
} from 'rxjs';
import { isTransient } from '../policies/is-transient';
import type { RandomSource } from '../policies/random';
import { pollDelay, type PollFailure } from './poll-delay';
import type { WatchStatus } from './watch-status';

/** How polling is doing, with what a poll has brought. */
export interface Poll<R> {
  readonly status: WatchStatus;
  readonly result?: R;
}

/**
 * Does something again and again, each time when a while has passed since the time before.
 *
 * What fails in a way that may pass is tried again a little later; the first time it is done at once, even while nobody is
 * looking.
 *
 * @param read$ - is done; cold, emits one value
 * @param every$ - time between the end of one and the beginning of the next, in ms, and each change of it; `Infinity`
 *   pauses, and when it is over, what would have been done meanwhile is done at once
 * @param random - source of the jitter behind failures
 * @returns cold; never completes, and errors when `read$` does in a way that does not pass
 */
export function poll<R>(
  read$: Observable<R>,
  every$: Observable<number>,
  random: RandomSource,
): Observable<Poll<R>> {
  return defer(() => {
    let readAt: number | null = null;
    let failure: PollFailure | undefined;

    const status = (phase: WatchStatus['phase'], nextIn: number | null = null): WatchStatus => ({
      ...{ phase, readAt, nextIn, failures: failure?.failures ?? 0 },
      ...(failure && { error: failure.error }),
    });
    const succeeded = (result: R): readonly R[] => {
      readAt = asyncScheduler.now();
      failure = undefined;
      return [result];
    };
    const failed = (error: unknown): Observable<readonly R[]> => {
      if (!isTransient(error)) return throwError(() => error);
      failure = { error, failures: (failure?.failures ?? 0) + 1, jitter: random() };
      return of([]);
    };
    /** What was brought goes with the first of these, so that nobody is told of it before. */
    const pause = (brought: readonly R[]): Observable<Poll<R>> => {
      const since = asyncScheduler.now();
      const told = (...about: Parameters<typeof status>): Poll<R> => {
        const [result] = brought;
        const isFirst = brought.length > 0;
        brought = [];
        return { status: status(...about), ...(isFirst && { result }) };
      };
      return every$.pipe(
        switchMap((every) => {
          if (every === Infinity) return concat(of(told('hidden')), NEVER);
          const whole = pollDelay(every, failure);
          // A clock that was set back must not make it longer.
          const left = Math.min(whole, Math.max(0, since + whole - asyncScheduler.now()));
          return concat(of(told('waiting', left)), timer(left).pipe(map(() => undefined)));
        }),
        takeWhile((told) => told !== undefined),
      );
    };
    return concat(
      defer(() => of({ status: status('polling') })),
      read$.pipe(take(1), map(succeeded), catchError(failed), switchMap(pause)),
    ).pipe(repeat());
  });
}
