import { ImednetError } from './imednet-error';

/** The server could not do a job, or it was cancelled. */
export class JobFailedError extends ImednetError {
  /**
   * @param batchId - finds the job again
   * @param state - its last state, e.g. `FAILED`
   */
  constructor(
    readonly batchId: string,
    readonly state: string,
  ) {
    super(
      `Job ${batchId} ended as ${state}. Look at it in iMednet before anything of its batch is sent again: a part may be stored.`,
    );
  }

  override get name(): string {
    return 'JobFailedError';
  }
}

/** A job has finished, and the server does not report whether it succeeded: its state is empty. */
export class JobOutcomeUnknownError extends ImednetError {
  /** @param batchId - finds the job again */
  constructor(readonly batchId: string) {
    super(
      `Job ${batchId} has finished without a state, so its outcome is unknown. Check in iMednet, or with ` +
        '`records.reconcile`, what was stored before anything of its batch is sent again.',
    );
  }

  override get name(): string {
    return 'JobOutcomeUnknownError';
  }
}

const RESULTS_PROBLEMS = {
  'not-finished': 'has not finished, so its results may be incomplete. Poll it until it is done first.',
  'no-result-url': 'has no usable `resultUrl`: not every server sends one. Look at the job in iMednet.',
  'parse-failed': 'has results that `parse` threw an error for. Call without `parse` to get them as text.',
} as const;

/** The results of a job can't be read; `reason` says why. */
export class JobResultsError extends ImednetError {
  /**
   * @param batchId - finds the job again
   * @param reason - `not-finished`, `no-result-url` or `parse-failed`
   */
  constructor(
    readonly batchId: string,
    readonly reason: 'not-finished' | 'no-result-url' | 'parse-failed',
  ) {
    super(`Job ${batchId} ${RESULTS_PROBLEMS[reason]}`);
  }

  override get name(): string {
    return 'JobResultsError';
  }
}

/** A job was still not done when the time to wait for it was over; the server goes on with it. */
export class JobTimeoutError extends ImednetError {
  /**
   * @param batchId - finds the job again
   * @param timeout - time that was waited, in ms
   * @param state - its last state that was told; absent when no poll was answered
   */
  constructor(
    readonly batchId: string,
    readonly timeout: number,
    readonly state: string | undefined,
  ) {
    super(
      `Job ${batchId} was not done within ${String(timeout)} ms` +
        `${state ? `, its last state is ${state}` : ''}. The server goes on with it: poll it again.`,
    );
  }

  override get name(): string {
    return 'JobTimeoutError';
  }
}

/** Some of several jobs did not succeed; all of them have ended, or time to wait for them was over. */
export class JobsFailedError extends ImednetError {
  /** @param failures - why, by the job's `batchId` */
  constructor(readonly failures: ReadonlyMap<string, unknown>) {
    super(
      `${String(failures.size)} of the jobs did not succeed: ${[...failures.keys()].join(', ')}. Each one's error is in \`failures\`.`,
    );
  }

  override get name(): string {
    return 'JobsFailedError';
  }
}
