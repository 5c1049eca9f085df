import { InvalidArgumentError } from '../errors/client-error';
import type { ItemKey } from './only-item';

const CANONICAL_INTEGER = /^(?:0|-?[1-9]\d*)$/;

/**
 * Returns a key in the type that the API has it in. A key that was part of an address is a string, also where it is a
 * number: its decimal digits stand for it.
 *
 * @param attribute - name of the key, for the message
 * @param key - the caller's
 * @param isNumber - whether the API has it as a number
 * @throws InvalidArgumentError for what can't be such a key
 */
export function keyOfItem(attribute: string, key: unknown, isNumber: boolean): ItemKey {
  const number = typeof key === 'string' && CANONICAL_INTEGER.test(key) ? Number(key) : key;
  if (isNumber) {
    if (Number.isSafeInteger(number)) return number as number;
    throw new InvalidArgumentError(
      `${attribute} is a number: pass a safe integer, or its decimal digits as a string, e.g. 5 or '5'.`,
    );
  }
  if (typeof key === 'string') return key;
  if (Number.isSafeInteger(key)) return String(key);
  throw new InvalidArgumentError(`${attribute} is a string: pass it as one.`);
}
