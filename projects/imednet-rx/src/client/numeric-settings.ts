import { ConfigurationError } from '../errors/client-error';
import type { ImednetError } from '../errors/imednet-error';

/** Timers of browsers and Node overflow beyond this and fire at once. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * @param timeout - ms
 * @param error - makes the error of the place where the value was given
 */
export function assertTimeout(timeout: unknown, error: (problem: string) => ImednetError): number {
  if (typeof timeout === 'number' && timeout > 0 && timeout <= MAX_TIMEOUT_MS) return timeout;
  throw error(`timeout must be a number of milliseconds above 0 and up to ${String(MAX_TIMEOUT_MS)}.`);
}

/** @throws ConfigurationError */
export function wholeAtLeastZero(name: string, value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new ConfigurationError(`${name} must be a whole number, 0 or more.`);
}

/** @throws ConfigurationError */
export function atLeastZero(name: string, value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  throw new ConfigurationError(`${name} must be a finite number, 0 or more.`);
}
