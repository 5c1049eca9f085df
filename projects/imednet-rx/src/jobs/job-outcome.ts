/**
 * Whether a job is done, and how.
 *
 * `unknown`: the server has finished it and does not report how.
 */
export type JobOutcome = 'running' | 'succeeded' | 'failed' | 'unknown';

const OUTCOMES: Readonly<Record<string, JobOutcome>> = {
  CREATED: 'running',
  PENDING: 'running',
  PROCESSING: 'running',
  COMPLETED: 'succeeded',
  SUCCESS: 'succeeded',
  FAILED: 'failed',
  CANCELLED: 'failed',
};

/**
 * Returns what the state of a job means, whatever its case.
 *
 * A state that is not known here, or an empty one, is that of a job that runs until the job has a date of its end.
 */
export function jobOutcome({
  state,
  dateFinished,
}: {
  readonly state: string;
  readonly dateFinished?: unknown;
}): JobOutcome {
  const name = state.trim().toUpperCase();
  const outcome = Object.hasOwn(OUTCOMES, name) ? OUTCOMES[name] : undefined;
  return outcome ?? ((dateFinished ?? '') === '' ? 'running' : 'unknown');
}
