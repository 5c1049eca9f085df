import { InvalidArgumentError } from '../errors/client-error';
import type { QueryParams } from '../http/query-params';
import { keysetStrategy } from './keyset-strategy';
import { offsetStrategy } from './offset-strategy';
import { oneOf } from './one-of';
import { assertCursorOf } from './assert-cursor';
import type { PartitionCursor } from './page-cursor';
import type { OnDrift } from './page-drift';
import type { PageStrategy } from './page-strategy';
import type { PaginatorOptions } from './paginator-options';
import type { PageParams, PagingStrategy } from './paging-strategy';
import { queryFingerprint } from './query-fingerprint';
import { wholeAtLeast } from './whole-at-least';

/** The API's own limit. */
const MAX_PAGE_SIZE = 500;
const DEFAULT_PAGE_SIZE = 100;

/** What a paginator will ask for. */
export interface PagePlan extends PagingStrategy {
  readonly strategy: PageStrategy;
  /** Fingerprint of the query, for cursors. */
  readonly query: string;
  readonly itemKey: string | undefined;
  /** Whether the pages are asked for in ascending order of the key. */
  readonly sortedByKey: boolean;
  readonly onDrift: OnDrift;
  /** Whether the caller leaves `onDrift` to the list, so that `reconcile` becomes `warn` where it can't recover. */
  readonly onDriftIsDefault: boolean;
  readonly start: number;
  /** Whether the first page is the only one that is wanted. */
  readonly alone: boolean;
  /** Items before the first page, when the run is resumed. */
  readonly itemsBefore: number;
  /** Items of the first page that an earlier run has emitted. */
  readonly skip: number;
  readonly size: number;
  /** Pages in the window. */
  readonly prefetch: number;
  readonly maxPages: number;
  readonly maxItems: number;
  /** How to go on when the server turns out not to honour the strategy. */
  readonly fallback?: PagePlan | undefined;
  /** How to read the list in parts. */
  readonly parts?: PartPlan;
  /** Number of the part that this plan is for. */
  readonly partition?: number;
}

/** How a list is read in parts. */
export interface PartPlan {
  /** Number of parts to divide the list into. */
  readonly count: number;
  /** The parts of a run that is resumed, the finished ones included; without them they have to be found. */
  readonly resumed?: readonly PartitionCursor[] | undefined;
  /** Names and size of the parameters. */
  readonly page: PageParams;
  readonly itemKey: string;
  /** The plan of one part. */
  planOf(part: PartitionCursor, partition: number): PagePlan;
}

/**
 * Decides from the options which pages to fetch, and with which parameters.
 *
 * @throws InvalidArgumentError for an invalid or contradictory option
 */
export function planPages(path: string, options: PaginatorOptions): PagePlan {
  const { pageParam = 'page', sizeParam = 'size', itemKey, resumeFrom } = options;
  oneOf('strategy', ['offset', 'keyset'], options.strategy ?? 'offset');
  const fallsBack = oneOf('onKeysetUnsupported', ['error', 'offset'], options.onKeysetUnsupported ?? 'error');
  // A run that has fallen back goes on by offset.
  const hasFallenBack = fallsBack === 'offset' && resumeFrom?.strategy === 'offset';
  const strategy = hasFallenBack ? 'offset' : (options.strategy ?? 'offset');
  const { [pageParam]: pageOfParams, [sizeParam]: sizeOfParams, limit, ...rest } = options.params ?? {};
  const size = agreed('page size', [options.pageSize, sizeOfParams, limit]) ?? DEFAULT_PAGE_SIZE;
  if (size < 1 || size > MAX_PAGE_SIZE) {
    throw new InvalidArgumentError(
      `The page size must be a whole number from 1 to ${String(MAX_PAGE_SIZE)}.`,
    );
  }
  const single = pageOfParams !== undefined && pageOfParams !== null;
  // A fixed order is the least that offset paging needs: without one the server may give any.
  const byKey = itemKey !== undefined && (rest['sort'] ?? null) === null;
  const sorted = byKey ? { ...rest, sort: `${itemKey},ASC` } : rest;
  const params = strategy === 'offset' ? sorted : rest;
  const query = queryFingerprint(path, { ...sorted, [sizeParam]: strategy === 'offset' ? size : null });
  if (resumeFrom !== undefined) assertCursorOf(resumeFrom, { strategy, query, size });
  const start = agreed('page number', [options.startPage, pageOfParams, resumeFrom?.page]) ?? 0;
  const page: PageParams = { params, pageParam, sizeParam, size };
  const plan = {
    strategy,
    query,
    itemKey,
    sortedByKey: byKey,
    onDrift: oneOf(
      'onDrift',
      ['warn', 'error', 'restart', 'reconcile'],
      options.onDrift ?? (byKey ? 'reconcile' : 'warn'),
    ),
    onDriftIsDefault: options.onDrift === undefined,
    start,
    alone: single,
    itemsBefore: resumeFrom?.items ?? 0,
    skip: resumeFrom?.skip ?? 0,
    size,
    prefetch: wholeAtLeast(1, 'prefetch', options.prefetch ?? 1),
    maxPages: atMost('maxPages', options.maxPages),
    maxItems: atMost('maxItems', options.maxItems),
  };
  const partitions = wholeAtLeast(1, 'partitions', options.partitions ?? 1);
  if (strategy === 'offset') {
    if (partitions > 1 && !hasFallenBack) {
      throw new InvalidArgumentError("Only `strategy: 'keyset'` can read a list in `partitions`.");
    }
    const cut = { page: start, skip: plan.skip, key: itemKey, after: resumeFrom?.after };
    return { ...plan, ...offsetStrategy(page, single, cut) };
  }
  const key = keyOfKeyset(options, single);
  // Until the second page nothing has shown that the filter is honoured, so that a run that is resumed there may still
  // have to continue by offset. It can where the page before is as large as those that are counted.
  const isUnproved =
    resumeFrom === undefined ||
    (resumeFrom.page === 1 && resumeFrom.items === size && !resumeFrom.partitions);
  return {
    ...plan,
    ...keysetStrategy(page, key, { after: resumeFrom?.after }),
    ...(fallsBack === 'offset' && isUnproved ? { fallback: fallbackPlan(path, options, plan) } : {}),
    // Behind a cursor of a whole list there is no telling where parts would have begun: it goes on as a whole.
    ...((resumeFrom === undefined ? partitions > 1 : resumeFrom.partitions !== undefined)
      ? { parts: partPlan(plan, page, key, { count: partitions, resumed: resumeFrom?.partitions }) }
      : {}),
  };
}

function fallbackPlan(
  path: string,
  options: PaginatorOptions,
  { start, itemsBefore }: Pick<PagePlan, 'start' | 'itemsBefore'>,
): PagePlan {
  const byOffset = { ...options, strategy: 'offset', partitions: 1, resumeFrom: undefined } as const;
  return { ...planPages(path, start === 0 ? byOffset : { ...byOffset, startPage: start }), itemsBefore };
}

function keyOfKeyset({ itemKey, startPage }: PaginatorOptions, single: boolean): string {
  if (itemKey === undefined) throw new InvalidArgumentError('The keyset strategy needs `itemKey`.');
  if (single || startPage !== undefined) {
    throw new InvalidArgumentError(
      'The keyset strategy has no page numbers to start from. Use `resumeFrom`.',
    );
  }
  return itemKey;
}

function partPlan(
  plan: Omit<PagePlan, keyof PagingStrategy>,
  page: PageParams,
  key: string,
  parts: Pick<PartPlan, 'count' | 'resumed'>,
): PartPlan {
  if (plan.maxItems !== Infinity || plan.maxPages !== Infinity) {
    throw new InvalidArgumentError(
      'With `partitions`, `maxItems` and `maxPages` would cut each part anywhere. Leave them out.',
    );
  }
  return {
    ...parts,
    page,
    itemKey: key,
    planOf: ({ page: start, items: itemsBefore, from, after = from, until }, partition) => ({
      ...plan,
      ...keysetStrategy(page, key, { after, until }),
      ...{ start, itemsBefore, partition, prefetch: 1 },
    }),
  };
}

function atMost(name: string, value: number | undefined): number {
  return value === undefined ? Infinity : wholeAtLeast(1, name, value);
}

function agreed(name: string, candidates: readonly QueryParams[string][]): number | undefined {
  const given = candidates
    .filter((value) => value !== undefined && value !== null)
    .map((value) => whole(name, value));
  if (new Set(given).size > 1) {
    throw new InvalidArgumentError(`The ${name} is given twice, with different values.`);
  }
  return given[0];
}

function whole(name: string, value: QueryParams[string]): number {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return wholeAtLeast(0, `The ${name}`, number);
}
