import { InvalidArgumentError } from '../errors/client-error';

/** @throws InvalidArgumentError naming the option, when its value is none of those that there are */
export function oneOf<T extends string>(name: string, values: readonly T[], value: T): T {
  if (values.includes(value)) return value;
  throw new InvalidArgumentError(`${name} must be one of ${values.join(', ')}.`);
}
