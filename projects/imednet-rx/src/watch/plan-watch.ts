import { InvalidArgumentError } from '../errors/client-error';
import type { QueryParams } from '../http/query-params';
import { canonicalQuery } from '../pagination/canonical-query';
import { filterAttributes } from '../pagination/filter-conditions';
import type { PaginatorOptions } from '../pagination/paginator-options';

/** What would read a part of the list, so that the rest would count as removed, or read it in a way of its own. */
const REFUSED = [
  ...(['maxItems', 'maxPages', 'onDrift', 'onKeysetUnsupported', 'partitions', 'prefetch'] as const),
  ...(['progressSubscriber', 'resumeFrom', 'startPage', 'strategy'] as const),
  // Those who share a poll share its items: they are read as the client says.
  ...(['numbers', 'rawText'] as const),
] satisfies (keyof PaginatorOptions)[];

/** The most that the API gives at once: the fewest requests. */
const PAGE_SIZE = 500;

/** How a list is watched. */
export interface WatchPlan {
  /** The same for the same list, however large its pages are. It holds values of filters: show it to nobody. */
  readonly query: string;
  /** Whether the list can be paged by key. */
  readonly keyset: boolean;
  /** How its pages are asked for, but for the strategy. */
  readonly paging: PaginatorOptions;
}

/**
 * Decides how to watch a list.
 *
 * @param path - of the list
 * @param options - the caller's, with the parameters made of them
 * @param itemKey - name of the attribute that tells items apart
 * @param keyIsNumber - whether it is a whole number
 * @throws InvalidArgumentError for an option with which a list can't be watched
 */
export function planWatch(
  path: string,
  options: PaginatorOptions,
  itemKey: string,
  keyIsNumber: boolean,
): WatchPlan {
  const { params = {}, pageParam = 'page', sizeParam = 'size', pageSize } = options;
  const isGiven = (name: string): boolean => (params[name] ?? null) !== null;
  const refused = [
    ...REFUSED.filter((name) => options[name] !== undefined),
    ...[pageParam].filter(isGiven),
    ...(options.itemKey === itemKey ? [] : ['itemKey']),
  ];
  if (refused.length > 0) {
    throw new InvalidArgumentError(
      `\`watch\` reads the whole list, in its own way. Leave out ${refused.join(', ')}.`,
    );
  }
  const isSized = pageSize !== undefined || isGiven(sizeParam) || isGiven('limit');
  return {
    query: canonicalQuery(path, { ...params, [sizeParam]: undefined, limit: undefined }),
    keyset: keyIsNumber && fitsKeyset(params, itemKey),
    // What drifts is read again as a whole, which also shows what was removed.
    paging: { ...options, onDrift: 'warn', ...(isSized ? {} : { pageSize: PAGE_SIZE }) },
  };
}

/** Whether order and filter leave room for those of a keyset. */
function fitsKeyset({ sort, filter }: QueryParams, itemKey: string): boolean {
  const text = filter ?? '';
  if ((sort ?? null) !== null || typeof text !== 'string') return false;
  return filterAttributes(text)?.includes(itemKey) === false;
}
