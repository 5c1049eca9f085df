import type { Watermark } from './watermark';

/** What changed in a list, as much of it as is given at once. */
export interface Changes<T> {
  /** Number of this part of the run, 0 for the first. */
  readonly page: number;
  /** Rows that are new or changed. */
  readonly items: readonly T[];
  /** Keys of rows that are gone, known to the consumer or not; to be applied before the items. */
  readonly deleted: readonly number[];
}

/** Tells that the work on changes is done, and on all that were given before. */
export interface ChangesAck {
  /** Number of the part that is done. */
  readonly page: number;
  /** New or changed rows in it. */
  readonly items: number;
  /** Deleted rows in it. */
  readonly deleted: number;
  /** Only on the last one: what the next `since` goes on from. */
  readonly watermark?: Watermark;
}
