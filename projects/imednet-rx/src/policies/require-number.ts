import { ConfigurationError } from '../errors/client-error';

/** Which numbers a setting takes. */
export interface NumberRule {
  /** Smallest value that is allowed. */
  readonly min: number;
  /** Largest value that is allowed; finite numbers of any size by default. */
  readonly max?: number;
  /** Whether fractions are refused; infinity, where `max` allows it, is not. */
  readonly whole?: boolean;
}

/**
 * Checks a setting as it comes from plain JavaScript.
 *
 * @param name - name of the setting, for the message
 * @throws ConfigurationError
 */
export function requireNumber(name: string, value: unknown, rule: NumberRule): number {
  const { min, max = Number.MAX_VALUE, whole = false } = rule;
  const fits = typeof value === 'number' && value >= min && value <= max;
  if (fits && (!whole || value === Infinity || Number.isSafeInteger(value))) return value;
  const upper = max === Number.MAX_VALUE || max === Infinity ? 'or more' : `up to ${String(max)}`;
  throw new ConfigurationError(`${name} must be a ${whole ? 'whole ' : ''}number, ${String(min)} ${upper}.`);
}
