import { InvalidArgumentError } from '../errors/client-error';
import { MAX_TIMER_MS } from '../policies/max-timer';

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
  return { interval: milliseconds('interval', interval), timeout: milliseconds('timeout', timeout) };
}

function milliseconds(name: string, value: unknown): number {
  if (typeof value === 'number' && value >= 1 && value <= MAX_TIMER_MS) return value;
  throw new InvalidArgumentError(`${name} must be a number of milliseconds, 1 to ${String(MAX_TIMER_MS)}.`);
}
