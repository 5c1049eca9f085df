import type { ImednetError } from '../errors/imednet-error';
import { MAX_TIMER_MS } from '../policies/max-timer';

/**
 * @param timeout - ms
 * @param error - makes the error of the place where the value was given
 */
export function assertTimeout(timeout: unknown, error: (problem: string) => ImednetError): number {
  if (typeof timeout === 'number' && timeout > 0 && timeout <= MAX_TIMER_MS) return timeout;
  throw error(`timeout must be a number of milliseconds above 0 and up to ${String(MAX_TIMER_MS)}.`);
}
