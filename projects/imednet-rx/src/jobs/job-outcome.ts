/** Whether a job is done, and how. */
export type JobOutcome = 'running' | 'succeeded' | 'failed';

const TERMINAL: Readonly<Record<string, JobOutcome>> = {
  COMPLETED: 'succeeded',
  SUCCESS: 'succeeded',
  FAILED: 'failed',
  CANCELLED: 'failed',
};

/**
 * What a job's state says; states come in any case, empty ones and new ones are those of a job that runs.
 *
 * @param state - as the server tells it
 */
export function jobOutcome(state: unknown): JobOutcome {
  const name = typeof state === 'string' ? state.trim().toUpperCase() : '';
  return Object.hasOwn(TERMINAL, name) ? (TERMINAL[name] ?? 'running') : 'running';
}
