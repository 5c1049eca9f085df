import type { ObservableInput } from 'rxjs';
import type { Page } from './page';
import type { PageAck } from './page-ack';
import type { PageCursor } from './page-cursor';

/**
 * A page that is worked on.
 *
 * It has no cursor: pages before it may be unfinished, and resuming after it would lose them. The cursor arrives with
 * the acknowledgement and with `commit`.
 *
 * @typeParam T - one item
 */
export type ProcessPage<T> = Omit<Page<T>, 'cursor'>;

/** How pages are worked on. */
export interface ProcessOptions {
  /** Pages that are worked on at the same time; 1 by default. */
  readonly concurrency?: number;
}

/** Identifies a page whose work is done. */
export type FinishedPage = Omit<PageAck, 'cursor'>;

/**
 * What is to be committed at once: pages on which the work is done, as it is on all pages before them.
 *
 * @typeParam R - what the work emits
 */
export interface FinishedPages<R> {
  /**
   * Everything that the work emitted for these pages, in their order: one entry per page where the work is a Promise or
   * emits once.
   */
  readonly results: readonly R[];
  /** The pages, in order; with `partitions`, those of one partition. */
  readonly pages: readonly FinishedPage[];
  /** Where the whole list can be resumed once this is committed; `null` when all of it is finished. */
  readonly cursor: PageCursor | null;
}

/**
 * How pages are worked on and committed.
 *
 * @typeParam R - what the work emits
 */
export interface CommitOptions<R> extends ProcessOptions {
  /**
   * Stores results and cursor, in one transaction, so that each row is stored exactly once.
   *
   * It is called once for each newly finished prefix of the list (of a partition, with `partitions`), never twice at the
   * same time. Its completion counts, its values do not. Pages wait for it in the window, so that a slow commit slows
   * reading.
   */
  readonly commit?: (finished: FinishedPages<R>) => ObservableInput<unknown>;
}
