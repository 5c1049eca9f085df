import { InvalidArgumentError } from '../errors/client-error';
import { MAX_TIMER_MS } from './max-timer';

/**
 * Checks a time as it comes from plain JavaScript.
 *
 * @param name - of the option, for the message
 * @param min - smallest value that is allowed, in ms; the largest is what a timer can count
 * @throws InvalidArgumentError
 */
export function requireMilliseconds(name: string, value: unknown, min: number): number {
  if (typeof value === 'number' && value >= min && value <= MAX_TIMER_MS) return value;
  throw new InvalidArgumentError(
    `${name} must be a number of milliseconds, ${String(min)} to ${String(MAX_TIMER_MS)}.`,
  );
}
