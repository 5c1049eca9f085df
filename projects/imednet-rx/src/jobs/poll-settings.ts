import { requireMilliseconds } from '../policies/require-milliseconds';

/** How a job is polled. */
export interface PollSettings {
  /** Time between an answer and the next poll, in ms. */
  readonly interval: number;
  /** Time for the whole, in ms. */
  readonly timeout: number;
}

/**
 * Fills in the defaults.
 *
 * @throws InvalidArgumentError for what is no time
 */
export function pollSettings({ interval = 5_000, timeout = 300_000 }: Partial<PollSettings>): PollSettings {
  return {
    interval: requireMilliseconds('interval', interval, 1),
    timeout: requireMilliseconds('timeout', timeout, 1),
  };
}
