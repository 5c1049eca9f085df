import { InvalidArgumentError } from '../errors/client-error';

/** @throws InvalidArgumentError naming the option, when its value is no whole number from `minimum` on */
export function wholeAtLeast(minimum: number, name: string, value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= minimum) return value;
  throw new InvalidArgumentError(`${name} must be a whole number, ${String(minimum)} or more.`);
}
