import type { JobOutcome } from './job-outcome';

/**
 * What one poll has told of a job.
 *
 * @typeParam J - the job
 */
export interface JobProgress<J> {
  readonly job: J;
  readonly batchId: string;
  readonly outcome: JobOutcome;
  /** Number of the poll, 1 for the first; those that failed count. */
  readonly poll: number;
  /** Time since the first poll was sent, in ms. */
  readonly elapsed: number;
}
