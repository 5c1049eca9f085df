import { catchError, concat, defer, EMPTY, mergeMap, type Observable, from, throwError } from 'rxjs';
import { JobsFailedError } from '../errors/job-errors';
import type { JobProgress } from './job-progress';

export { pollJob } from './poll-job';

/**
 * Polls several jobs at the same time.
 *
 * @param batchIds - find the jobs
 * @param poll - polls one
 * @param failFast - whether the first failure ends it all; else the others are polled to their end first
 * @returns cold; emits what each poll told, as it comes, and completes when all have succeeded; errors with the
 *   first failure, or with a `JobsFailedError` of all behind the last
 */
export function pollJobs<J>(
  batchIds: readonly string[],
  poll: (batchId: string) => Observable<JobProgress<J>>,
  failFast: boolean,
): Observable<JobProgress<J>> {
  return defer(() => {
    const failures = new Map<string, unknown>();
    const lenient = (batchId: string): Observable<JobProgress<J>> =>
      poll(batchId).pipe(
        catchError((error: unknown) => {
          failures.set(batchId, error);
          return EMPTY;
        }),
      );
    const verdict$ = defer(() =>
      failures.size === 0 ? EMPTY : throwError(() => new JobsFailedError(failures)),
    );
    const all$ = from(new Set(batchIds)).pipe(mergeMap(failFast ? poll : lenient));
    return concat(all$, verdict$);
  });
}
