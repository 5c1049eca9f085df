import { InvalidArgumentError } from '../errors/client-error';

const QUOTED = /"(?:\\.|[^"\\])*"/g;

/**
 * Combines the caller's filter with the condition that continues a keyset run.
 *
 * The API's filters have no parentheses, and AND binds tighter than OR; it also asks for each attribute at
 * most once. So a filter with an OR, or on the key itself, can't be continued.
 *
 * @param filter - the caller's filter
 * @param key - name of the key
 * @param after - key of the last item
 */
export function keysetFilter(filter: string | undefined, key: string, after: number): string {
  const condition = `${key}>${String(after)}`;
  return filter === undefined || filter === '' ? condition : `${filter};${condition}`;
}

/** @throws InvalidArgumentError when a filter can't be combined with a condition on the key */
export function assertKeysetFilter(filter: string, key: string): void {
  const bare = filter.replace(QUOTED, '""');
  if (/,|\sor\s/.test(bare)) {
    throw new InvalidArgumentError(
      "The keyset strategy can't continue a filter with an OR. Split it into one list per alternative, or use `strategy: 'offset'`.",
    );
  }
  if (bare.split(/;|\sand\s/).some((part) => /^\s*([\w.]+)/.exec(part)?.[1] === key)) {
    throw new InvalidArgumentError(
      `The keyset strategy filters by ${key} itself, and the API takes each attribute once. Leave it out of the filter.`,
    );
  }
}
