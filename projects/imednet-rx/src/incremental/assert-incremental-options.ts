import { InvalidArgumentError } from '../errors/client-error';
import { filterAttributes } from '../pagination/filter-conditions';
import { oneOf } from '../pagination/one-of';
import type { IncrementalOptions } from './incremental-options';
import type { PaginatorOptions } from '../pagination/paginator-options';

/**
 * Options that would end a run early, begin it late or read past what moves, each with the value that does not:
 * the watermark would promise more than was given.
 */
const HARMLESS = {
  strategy: 'keyset',
  onKeysetUnsupported: 'error',
  partitions: 1,
  startPage: undefined,
  resumeFrom: undefined,
  maxPages: undefined,
  maxItems: undefined,
} satisfies PaginatorOptions;

/**
 * Refuses options with which changes could be lost.
 *
 * @param options - the caller's
 * @param itemKey - name of the rows' key
 * @throws InvalidArgumentError
 */
export function assertIncrementalOptions(
  options: PaginatorOptions & IncrementalOptions,
  itemKey: string,
): void {
  const { overlap = 0, deletions = 'revisions', params = {}, pageParam = 'page' } = options;
  const refused = [
    ...(Object.keys(HARMLESS) as (keyof typeof HARMLESS)[]).filter(
      (name) => options[name] !== undefined && options[name] !== HARMLESS[name],
    ),
    ...['sort', pageParam].filter((name) => (params[name] ?? null) !== null),
  ];
  if (refused.length > 0) {
    throw new InvalidArgumentError(
      `\`since\` reads all changes, in the order of ${itemKey}, one page after the other. Leave out ${refused.join(', ')}.`,
    );
  }
  if (!(Number.isFinite(overlap) && overlap >= 0)) {
    throw new InvalidArgumentError('overlap must be a number of milliseconds, 0 or more.');
  }
  oneOf('deletions', ['revisions', 'flag'], deletions);
  assertFilter(params['filter'] ?? '', itemKey);
}

function assertFilter(filter: unknown, itemKey: string): void {
  if (typeof filter !== 'string') throw new InvalidArgumentError('The filter must be a string.');
  const attributes = filterAttributes(filter);
  if (attributes === undefined) {
    throw new InvalidArgumentError(
      "`since` can't add a date to a filter with an OR. Call it once per alternative, each with a watermark of its own.",
    );
  }
  const own = ['dateModified', itemKey].filter((name) => attributes.includes(name));
  if (own.length > 0) {
    throw new InvalidArgumentError(
      `\`since\` filters by ${own.join(' and ')} itself, and the API takes each attribute once. Leave it out of the filter.`,
    );
  }
}
