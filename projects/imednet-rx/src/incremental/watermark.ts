import { InvalidArgumentError } from '../errors/client-error';
import { readApiDate } from '../models/api-date';

/**
 * Up to where the changes of a list are known, as plain JSON: save it with the data, and pass it to the next
 * `since`.
 *
 * It holds no filter value and no row, only fingerprints of them.
 */
export interface Watermark {
  readonly version: 1;
  /** Fingerprint of path and filters; a watermark of another query is refused. */
  readonly query: string;
  /** Newest date that there was before the run began: UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateModified: string;
  /**
   * Key and fingerprint of each row that the run knew within the overlap before that date, so that it need
   * not be given again; `null` when there were too many to remember.
   */
  readonly edge: readonly (readonly [key: number, fingerprint: string])[] | null;
}

/**
 * Refuses what is no watermark, or one of another query.
 *
 * @throws InvalidArgumentError
 */
export function assertWatermarkOf(watermark: Watermark, query: string): void {
  if (!isWatermark(watermark)) {
    throw new InvalidArgumentError(
      'The watermark is none of this version, or was damaged in storage. Pass `null` to read everything again.',
    );
  }
  if (watermark.query !== query) {
    throw new InvalidArgumentError(
      'The watermark belongs to another list: study, filters and parameters must be the same. Pass `null` to read everything.',
    );
  }
}

/** It comes from storage: nothing about it is certain. */
function isWatermark(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { version, query, dateModified, edge } = value as Partial<Record<keyof Watermark, unknown>>;
  return (
    version === 1 &&
    typeof query === 'string' &&
    readApiDate(dateModified) !== undefined &&
    (edge === null || (Array.isArray(edge) && edge.every(isEdgeEntry)))
  );
}

function isEdgeEntry(entry: unknown): boolean {
  if (!Array.isArray(entry) || entry.length !== 2) return false;
  const [key, fingerprint] = entry as readonly unknown[];
  return Number.isSafeInteger(key) && typeof fingerprint === 'string' && /^[0-9a-f]{16}$/.test(fingerprint);
}
