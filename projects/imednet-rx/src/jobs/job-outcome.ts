/**
 * Whether a job is done, and how.
 *
 * `unknown`: the server has finished it and does not report how.
 */
export type JobOutcome = 'running' | 'succeeded' | 'failed' | 'unknown';

const TERMINAL: Readonly<Record<string, JobOutcome>> = {
  COMPLETED: 'succeeded',
  SUCCESS: 'succeeded',
  FAILED: 'failed',
  CANCELLED: 'failed',
};

/**
 * Returns what the state of a job means, whatever its case.
 *
 * A state that is not known here is that of a job that runs. So is an empty one, until the job has a date of its end.
 */
export function jobOutcome({
  state,
  dateFinished,
}: {
  readonly state: string;
  readonly dateFinished?: unknown;
}): JobOutcome {
  const name = state.trim().toUpperCase();
  if (name === '') return (dateFinished ?? '') === '' ? 'running' : 'unknown';
  return Object.hasOwn(TERMINAL, name) ? (TERMINAL[name] ?? 'running') : 'running';
}
