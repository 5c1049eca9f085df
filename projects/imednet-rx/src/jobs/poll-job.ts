import {
  asyncScheduler,
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  expand,
  map,
  merge,
  type Observable,
  of,
  switchMap,
  takeWhile,
  throwError,
  timer,
} from 'rxjs';
import { JobFailedError, JobOutcomeUnknownError, JobTimeoutError } from '../errors/job-errors';
import { isTransient } from '../policies/is-transient';
import { jobOutcome } from './job-outcome';
import type { JobProgress } from './job-progress';
import type { PollSettings } from './poll-settings';

/** A poll: what it told, or that it failed in a way that may pass. */
interface Poll<J> {
  readonly number: number;
  readonly job?: J;
}

/**
 * Asks for a job until it is done.
 *
 * A poll that fails in a way that may pass is followed by another: it says nothing about the job.
 *
 * @param batchId - finds the job
 * @param get$ - asks once; cold
 * @param settings - how often, and how long
 * @returns cold; emits what each poll told, and completes behind a success; errors behind a failure,
 *   and after a job that has finished with an unknown outcome
 */
export function pollJob<J extends { readonly state: string; readonly dateFinished?: unknown }>(
  batchId: string,
  get$: Observable<J>,
  settings: PollSettings,
): Observable<JobProgress<J>> {
  return defer(() => {
    const startedAt = asyncScheduler.now();
    let state: string | undefined;

    const ask = (number: number): Observable<Poll<J>> =>
      get$.pipe(
        map((job) => ({ number, job })),
        catchError((error: unknown) => (isTransient(error) ? of({ number }) : throwError(() => error))),
      );
    const tell = ({ number, job }: Poll<J>): Observable<JobProgress<J>> => {
      if (!job) return EMPTY;
      state = readableState(job.state);
      const elapsed = asyncScheduler.now() - startedAt;
      const progress = { job, batchId, outcome: jobOutcome(job), poll: number, elapsed };
      if (progress.outcome === 'running' || progress.outcome === 'succeeded') return of(progress);
      const failure =
        progress.outcome === 'failed'
          ? new JobFailedError(batchId, state)
          : new JobOutcomeUnknownError(batchId);
      return concat(
        of(progress),
        throwError(() => failure),
      );
    };

    const polls$ = ask(1).pipe(
      expand(({ number, job }) =>
        job && jobOutcome(job) !== 'running'
          ? EMPTY
          : timer(settings.interval).pipe(switchMap(() => ask(number + 1))),
      ),
      concatMap(tell),
    );
    const timeUp$ = timer(settings.timeout).pipe(
      map(() => {
        throw new JobTimeoutError(batchId, settings.timeout, state);
      }),
    );
    return merge(polls$, timeUp$).pipe(takeWhile(({ outcome }) => outcome !== 'succeeded', true));
  });
}

/** States are words; whatever else a server sends must not get into a message. */
function readableState(state: unknown): string {
  return typeof state === 'string' && /^[A-Za-z_]{1,32}$/.test(state) ? state : 'unknown';
}
