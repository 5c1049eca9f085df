import { InvalidArgumentError } from '../errors/client-error';
import { filterAttributes } from '../pagination/filter-conditions';
import { oneOf } from '../pagination/one-of';
import type { PaginatorOptions } from '../pagination/paginator-options';
import type { IncrementalOptions } from './incremental-options';
import type { ListKind } from './list-kind';
import { isOverlap } from './since-cursor';

/**
 * Options that would end a run early, begin it late or read past what moves, each with the value that does not:
 * the watermark would promise more than was emitted.
 */
const HARMLESS = {
  strategy: 'keyset',
  onKeysetUnsupported: 'error',
  partitions: 1,
  startPage: undefined,
  resumeFrom: undefined,
  maxPages: undefined,
  maxItems: undefined,
  rawText: false,
} satisfies PaginatorOptions;

/**
 * Rejects options with which changes could be lost.
 *
 * @param options - the caller's
 * @param itemKey - name of the rows' key
 * @param kind - how the list's changes are found
 * @throws InvalidArgumentError
 */
export function assertIncrementalOptions(
  options: PaginatorOptions & IncrementalOptions,
  itemKey: string,
  kind: ListKind,
): void {
  const { overlap = 0, deletions = 'revisions', params = {}, pageParam = 'page' } = options;
  const rejected = [
    ...(Object.keys(HARMLESS) as (keyof typeof HARMLESS)[]).filter(
      (name) => options[name] !== undefined && options[name] !== HARMLESS[name],
    ),
    ...['sort', pageParam].filter((name) => (params[name] ?? null) !== null),
    ...((options.itemKey ?? itemKey) === itemKey ? [] : ['itemKey']),
  ];
  if (rejected.length > 0) {
    throw new InvalidArgumentError(
      `\`since\` reads all changes, in the order of ${itemKey}, one page after the other. Leave out ${rejected.join(', ')}.`,
    );
  }
  if (!isOverlap(overlap)) {
    throw new InvalidArgumentError('`overlap` must be a number of milliseconds, 0 or more.');
  }
  oneOf('deletions', ['revisions', 'flag'], deletions);
  const filter = params['filter'] ?? '';
  if (typeof filter !== 'string') throw new InvalidArgumentError('The filter must be a string.');
  if (kind !== 'compared') assertFilter(filter, kind === 'dated' ? ['dateModified', itemKey] : [itemKey]);
}

/** A filter that conditions on attributes of `since`'s own can be added to. */
function assertFilter(filter: string, own: readonly string[]): void {
  const attributes = filterAttributes(filter);
  if (attributes === undefined) {
    throw new InvalidArgumentError(
      "`since` can't add a condition to a filter with an OR. Call it once per alternative, each with a watermark of its own.",
    );
  }
  const used = own.filter((name) => attributes.includes(name));
  if (used.length > 0) {
    throw new InvalidArgumentError(
      `\`since\` filters by ${used.join(' and ')} itself, and the API accepts each attribute once. Leave it out of the filter.`,
    );
  }
}
