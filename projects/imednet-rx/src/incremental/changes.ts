import type { SinceCursor } from './since-cursor';
import type { Watermark } from './watermark';

/**
 * A part of what changed in a list.
 *
 * @typeParam T - one row
 * @typeParam K - the rows' key
 */
export interface Changes<T, K extends number | string = number> {
  /** Number of this part of the run, 0 for the first. */
  readonly page: number;
  /** Rows that are new or changed. */
  readonly items: readonly T[];
  /** Keys of deleted rows, known to the consumer or not; to be applied before the items. */
  readonly deleted: readonly K[];
  /**
   * Deleted rows with their content: those that are still in the list, marked by `deleted: true`.
   *
   * Their keys are in `deleted` of this part, or of the run's first part where the audit trail reported them. Rows that
   * the server removed have no content any more: of them, `deleted` has the keys alone.
   */
  readonly deletedItems: readonly T[];
  /**
   * Keys of rows of this part (`items` or `deletedItems`) that are dated after the server's clock by more than the
   * overlap. They don't move the watermark; report them to the study's data managers.
   */
  readonly futureDated: readonly K[];
}

/** Acknowledges that the work on a part is done, and on all parts before it. */
export type ChangesAck = ChangesDone &
  (
    | {
        /** Only on the last one: what the next `since` continues from. */
        readonly watermark: Watermark;
        readonly cursor?: undefined;
      }
    | {
        /** On all others: where `since` resumes the run after an interruption, to be saved with the work. */
        readonly cursor: SinceCursor;
        readonly watermark?: undefined;
      }
  );

/** What was done of a part of the changes. */
export interface ChangesDone {
  /** Number of the part. */
  readonly page: number;
  /** New or changed rows in it. */
  readonly items: number;
  /** Deleted rows in it. */
  readonly deleted: number;
}
