import { InvalidArgumentError } from '../errors/client-error';
import { readApiDate } from '../models/api-date';
import type { ListKind } from './list-kind';

/** Key and fingerprint of a row; an empty one is that of a row whose content is in doubt. */
export type EdgeEntry = readonly [key: number | string, fingerprint: string];

/**
 * Up to where the changes of a list are known, as plain JSON: save it with the data, and pass it to the next
 * `since`.
 *
 * It holds no filter value and no row, only keys and fingerprints.
 */
export interface Watermark {
  readonly version: 1;
  /** Fingerprint of path and filters; a watermark of another query is rejected. */
  readonly query: string;
  /**
   * UTC, `YYYY-MM-DD HH:MM:SS`: the newest modification date before the run began, never later than the server's
   * clock. For lists without a modification date: the server's clock at the end of the run.
   */
  readonly dateModified: string;
  /**
   * Key and fingerprint of each row that need not be emitted again: those within the overlap before the date, or all
   * rows of a list that is compared as a whole. `null` when there were more than 10,000 within the overlap.
   */
  readonly edge: readonly EdgeEntry[] | null;
  /** For append-only lists: the key after which the next run reads; `null` to read from the beginning. */
  readonly after?: number | null;
  /** For records: the key of the audit trail after which the next run looks for deletions. */
  readonly trailAfter?: number | null;
}

/**
 * Rejects what is not a watermark, or one of another query.
 *
 * @throws InvalidArgumentError
 */
export function assertWatermarkOf(watermark: Watermark, query: string, kind: ListKind): void {
  if (!isWatermark(watermark, kind)) {
    throw new InvalidArgumentError(
      'The watermark is not one of this version, or was damaged in storage. Pass `null` to read everything again.',
    );
  }
  if (watermark.query !== query) {
    throw new InvalidArgumentError(
      'The watermark belongs to another list: study, filters and parameters must be the same. Pass `null` to read everything.',
    );
  }
}

/** It is read from storage: nothing about it is certain. */
export function isWatermark(value: unknown, kind: ListKind): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { version, query, dateModified, edge, after, trailAfter } = value as Partial<
    Record<keyof Watermark, unknown>
  >;
  return (
    version === 1 &&
    typeof query === 'string' &&
    readApiDate(dateModified) !== undefined &&
    isEdge(edge, kind) &&
    isAfter(after, kind) &&
    isTrailAfter(trailAfter)
  );
}

/** Whether a value is an edge; that of a list that is compared as a whole is complete, and may hold keys that are strings. */
export function isEdge(edge: unknown, kind: ListKind): boolean {
  if (edge === null) return kind !== 'compared';
  return Array.isArray(edge) && edge.every((entry) => isEdgeEntry(entry, kind));
}

/** Whether a value is the key after which an append-only list is continued. */
export function isAfter(after: unknown, kind: ListKind): boolean {
  return kind === 'appended' ? after === null || Number.isSafeInteger(after) : after === undefined;
}

/** Whether a value is the key after which the audit trail is continued, if any. */
export function isTrailAfter(after: unknown): boolean {
  return after === undefined || after === null || Number.isSafeInteger(after);
}

/** Whether a value is a key of a row. */
export function isKey(key: unknown, kind: ListKind): boolean {
  return Number.isSafeInteger(key) || (kind === 'compared' && typeof key === 'string');
}

function isEdgeEntry(entry: unknown, kind: ListKind): boolean {
  if (!Array.isArray(entry) || entry.length !== 2) return false;
  const [key, fingerprint] = entry as readonly unknown[];
  return isKey(key, kind) && typeof fingerprint === 'string' && /^(?:[0-9a-f]{16})?$/.test(fingerprint);
}
