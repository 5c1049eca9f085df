import { readApiDate } from '../models/api-date';
import { assertIncrementalOptions } from './assert-incremental-options';
import type { DatedListOptions } from './dated-list';
import type { IncrementalOptions } from './incremental-options';
import type { PaginatorOptions } from '../pagination/paginator-options';
import type { Operation } from '../observability/operation';
import type { Reading } from '../pagination/read-items';
import { queryFingerprint } from '../pagination/query-fingerprint';
import { assertWatermarkOf, type Watermark } from './watermark';

const DEFAULT_OVERLAP = 60_000;

/**
 * A list whose changes are wanted.
 *
 * @typeParam T - one row as it is given
 */
export interface IncrementalTarget<T = unknown> {
  /** Path of the list. */
  readonly path: string;
  /** Path of the audit trail, which also tells of rows that are no longer in the list. */
  readonly trail: string;
  /** Name of the rows' key, a whole number that never changes. */
  readonly itemKey: string;
  /** What the requests are for. */
  readonly operation: Operation;
  /** Reads rows that are given; what is known is told by rows as they came. */
  readonly reading: Reading<T>;
  readonly options: PaginatorOptions & IncrementalOptions;
}

/** What a run asks for, and from where it goes on. */
export interface IncrementalPlan {
  /** Fingerprint of the query, for the watermark. */
  readonly query: string;
  /** ms. */
  readonly overlap: number;
  /** Whether there was no run before, so that everything is read. */
  readonly full: boolean;
  /** Date of the watermark, in ms since 1970; 0 without one. */
  readonly since: number;
  /** Date from which on changes are read, in ms since 1970. */
  readonly from: number;
  /** What the run before knew from that date on. */
  readonly edge: Watermark['edge'];
  readonly rows: DatedListOptions;
  /** The audit trail; absent where it is not wanted. */
  readonly trail?: DatedListOptions;
}

/**
 * Decides from watermark and options what to ask for.
 *
 * @param watermark - of the run before; `null` to begin
 * @param target - the list
 * @throws InvalidArgumentError for a watermark or an option with which changes could be lost
 */
export function planIncremental(
  watermark: Watermark | null,
  { path, trail, itemKey, options }: IncrementalTarget,
): IncrementalPlan {
  assertIncrementalOptions(options, itemKey);
  const { overlap = DEFAULT_OVERLAP, deletions = 'revisions', params = {}, ...paging } = options;
  const query = queryFingerprint(path, {
    ...params,
    [paging.sizeParam ?? 'size']: undefined,
    limit: undefined,
  });
  if (watermark !== null) assertWatermarkOf(watermark, query);
  const since = readApiDate(watermark?.dateModified) ?? 0;
  // Of the caller's parameters, those that choose records mean nothing to the audit trail.
  const trailParams = { ...params, filter: undefined, recordDataFilter: undefined };
  return {
    query,
    overlap,
    full: watermark === null,
    since,
    from: Math.max(0, since - overlap),
    edge: watermark?.edge ?? null,
    rows: { ...paging, path, params, key: itemKey, date: 'dateModified' },
    ...(deletions === 'revisions' && {
      trail: {
        ...{ ...paging, progressSubscriber: undefined, path: trail, params: trailParams },
        ...{ key: 'recordRevisionId', date: 'dateCreated' },
      },
    }),
  };
}
