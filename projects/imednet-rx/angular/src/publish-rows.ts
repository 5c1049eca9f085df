import { auditTime, materialize, Observable, type OperatorFunction, type SchedulerLike, tap } from 'rxjs';
import { type RowOf, RowsSoFar, type RowsState } from './rows-so-far';

/** How often what has come is told. */
export interface Pace {
  /** Least time between two states, in ms. */
  readonly every: number;
  readonly scheduler: SchedulerLike;
}

/**
 * Tells how far a stream has come, at a pace that a screen can show, however fast its values come.
 *
 * @param pace - how often
 * @param hold - called when something came that is not told yet; what it returns is called when it is
 * @returns emits states, the last one when the stream is complete or has failed; never errors
 */
export function publishRows<V>(pace: Pace, hold: () => () => void): OperatorFunction<V, RowsState<RowOf<V>>> {
  return (source) =>
    new Observable((subscriber) => {
      const rows = new RowsSoFar<V>();
      let release: (() => void) | undefined;
      const told = (): void => {
        release?.();
        release = undefined;
      };
      const following = source
        .pipe(
          materialize(),
          tap((event) => {
            release ??= hold();
            if (event.kind === 'N') rows.next(event.value);
            else if (event.kind === 'E') rows.fail(event.error);
            else rows.complete();
          }),
          auditTime(pace.every, pace.scheduler),
        )
        .subscribe({
          next: () => {
            subscriber.next(rows.state);
            told();
          },
          complete: () => {
            subscriber.complete();
          },
        });
      return () => {
        following.unsubscribe();
        told();
      };
    });
}
