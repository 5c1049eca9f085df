import { readApiDate } from '../models/api-date';
import type { ResourceName } from '../models/items-by-resource';
import type { PaginatorOptions } from '../pagination/paginator-options';
import { queryFingerprint } from '../pagination/query-fingerprint';
import type { Reading } from '../pagination/read-items';
import { assertIncrementalOptions } from './assert-incremental-options';
import type { DatedListOptions } from './dated-list';
import type { IncrementalOptions } from './incremental-options';
import { type ListKind, listKindOf } from './list-kind';
import { assertSinceCursorOf, isSinceCursor, type SinceCursor } from './since-cursor';
import { assertWatermarkOf, type Watermark } from './watermark';

const DEFAULT_OVERLAP = 60_000;

/**
 * A list whose changes are wanted.
 *
 * @typeParam T - one row as it is emitted
 */
export interface IncrementalTarget<T = unknown> {
  /** Name of the list. */
  readonly resource: ResourceName;
  /** Path of the list. */
  readonly path: string;
  /** Study of the list; studies themselves have none. */
  readonly studyKey?: string;
  /** Name of the rows' key, which never changes. */
  readonly itemKey: string;
  /** Whether the key is an integer. */
  readonly keyIsNumber: boolean;
  /** Reads rows that are emitted; rows are compared as received. */
  readonly reading: Reading<T>;
  readonly options: PaginatorOptions & IncrementalOptions;
}

/** What a run requests, and where it continues from. */
export interface IncrementalPlan {
  readonly kind: ListKind;
  /** Fingerprint of the query, for the watermark. */
  readonly query: string;
  /** ms. */
  readonly overlap: number;
  /** Watermark where the run began; `null` for a first load. */
  readonly watermark: Watermark | null;
  /** The interrupted run that is resumed, if there is one. */
  readonly resumed: SinceCursor | undefined;
  /** Date of the watermark, in ms since 1970; 0 without one. */
  readonly since: number;
  /** Date from which on changes are read, in ms since 1970. */
  readonly from: number;
  readonly rows: DatedListOptions;
  /** Whether the rows can be paged by their key. */
  readonly keyIsNumber: boolean;
  /** The audit trail; absent where it is not read. */
  readonly trail?: DatedListOptions;
}

/**
 * Decides from the starting point and the options what to request.
 *
 * @param from - watermark or cursor of the run before; `null` to read everything
 * @param target - the list
 * @throws InvalidArgumentError for a starting point or an option with which changes could be lost
 */
export function planIncremental(
  from: Watermark | SinceCursor | null,
  { resource, path, itemKey, keyIsNumber, options }: IncrementalTarget,
): IncrementalPlan {
  const kind = listKindOf(resource);
  assertIncrementalOptions(options, itemKey, kind);
  const { overlap = DEFAULT_OVERLAP, deletions = 'revisions', params = {}, ...paging } = options;
  const query = queryFingerprint(path, {
    ...params,
    [paging.sizeParam ?? 'size']: undefined,
    limit: undefined,
  });
  const resumed = isSinceCursor(from) ? from : undefined;
  const watermark = isSinceCursor(from) ? from.since : from;
  if (resumed) assertSinceCursorOf(resumed, query, kind);
  else if (watermark !== null) assertWatermarkOf(watermark, query, kind);
  // A run that is resumed must request what it requested before, or its page cursor would not fit.
  const settled = resumed?.overlap ?? overlap;
  const since = readApiDate(watermark?.dateModified) ?? 0;
  const trail = resource === 'records' && deletions === 'revisions';
  // Of the caller's parameters, those that choose records mean nothing to the audit trail.
  const trailParams = { ...params, filter: undefined, recordDataFilter: undefined };
  return {
    ...{ kind, query, overlap: settled, watermark, resumed, since, keyIsNumber },
    from: Math.max(0, since - settled),
    rows: {
      ...{ ...paging, path, params, key: itemKey },
      date: kind === 'appended' ? 'dateCreated' : 'dateModified',
    },
    ...(trail && {
      trail: {
        ...{ ...paging, progressSubscriber: undefined, params: trailParams },
        path: path.replace(/[^/]+$/, 'recordRevisions'),
        ...{ key: 'recordRevisionId', date: 'dateCreated' },
      },
    }),
  };
}
