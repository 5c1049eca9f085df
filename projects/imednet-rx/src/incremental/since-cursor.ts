import { InvalidArgumentError } from '../errors/client-error';
import { readApiDate } from '../models/api-date';
import type { PageCursor } from '../pagination/page-cursor';
import type { ListKind } from './list-kind';
import { isAfter, isEdge, isKey, isTrailAfter, isWatermark, type Watermark } from './watermark';

/**
 * Where an interrupted run of changes continues, as plain JSON: save it with the data, and pass it to `since`.
 *
 * It holds no filter value and no row, only keys and fingerprints.
 */
export interface SinceCursor extends Pick<Watermark, 'version' | 'query' | 'edge' | 'after' | 'trailAfter'> {
  /** Where the run began; `null` for a first load. */
  readonly since: Watermark | null;
  /**
   * The run's fixed upper bound, UTC, `YYYY-MM-DD HH:MM:SS`: later changes are found by the next run, however late
   * this one is resumed.
   */
  readonly bound: string;
  /** Overlap of the run, in ms. */
  readonly overlap: number;
  /** Keys that the run has reported as removed. */
  readonly removed: readonly (number | string)[];
  /** Where the list continues after the last acknowledged page; `null` to begin with its first page. */
  readonly page: PageCursor | null;
}

/** Whether a value is meant as a cursor, and not as a watermark. */
export function isSinceCursor(from: Watermark | SinceCursor | null): from is SinceCursor {
  return typeof from === 'object' && from !== null && 'page' in from;
}

/**
 * Rejects what is not a cursor, or one of another query. The page cursor is checked by the paginator.
 *
 * @throws InvalidArgumentError
 */
export function assertSinceCursorOf(cursor: SinceCursor, query: string, kind: ListKind): void {
  if (!isValid(cursor, kind)) {
    throw new InvalidArgumentError(
      'The cursor is not one of this version, or was damaged in storage. Pass the last watermark, or `null` to read everything again.',
    );
  }
  if (cursor.query !== query) {
    throw new InvalidArgumentError(
      'The cursor belongs to another list: study, filters and parameters must be the same. Pass the last watermark of this list, or `null`.',
    );
  }
}

/** It is read from storage: nothing about it is certain. */
function isValid(cursor: SinceCursor, kind: ListKind): boolean {
  const { version, query, since, bound, overlap, edge, after, trailAfter, removed, page } = cursor as Partial<
    Record<keyof SinceCursor, unknown>
  >;
  return (
    version === 1 &&
    typeof query === 'string' &&
    (since === null || (isWatermark(since, kind) && (since as Watermark).query === query)) &&
    readApiDate(bound) !== undefined &&
    isOverlap(overlap) &&
    isEdge(edge, kind) &&
    isAfter(after, kind) &&
    isTrailAfter(trailAfter) &&
    Array.isArray(removed) &&
    removed.every((key) => isKey(key, kind)) &&
    (page === null || (kind !== 'compared' && typeof page === 'object'))
  );
}

/** Whether a value is a time that changes may be late, in ms. */
export function isOverlap(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
