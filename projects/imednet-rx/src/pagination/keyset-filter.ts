import { InvalidArgumentError } from '../errors/client-error';
import { filterAttributes, withCondition } from './filter-conditions';

/**
 * Combines the caller's filter with the condition that continues a keyset run.
 *
 * @param filter - the caller's filter
 * @param key - name of the key
 * @param after - key of the last item
 */
export function keysetFilter(filter: string | undefined, key: string, after: number): string {
  return withCondition(filter, `${key}>${String(after)}`);
}

/** @throws InvalidArgumentError when a filter can't be combined with a condition on the key */
export function assertKeysetFilter(filter: string, key: string): void {
  const attributes = filterAttributes(filter);
  if (attributes === undefined) {
    throw new InvalidArgumentError(
      "The keyset strategy can't continue a filter with an OR. Split it into one list per alternative, or use `strategy: 'offset'`.",
    );
  }
  if (attributes.includes(key)) {
    throw new InvalidArgumentError(
      `The keyset strategy filters by ${key} itself, and the API takes each attribute once. Leave it out of the filter.`,
    );
  }
}
