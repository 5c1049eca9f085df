import type { PageCursor } from './page-cursor';
import type { PageDrift } from './page-drift';

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Number of the page, 0 for the first. */
  readonly page: number;
  /** Page size that was asked for, in items. */
  readonly size: number;
  /** Pages in the list when this one was read; `null` when the server did not say. */
  readonly totalPages: number | null;
  /** Items in the list when this page was read; `null` when the server did not say. */
  readonly totalElements: number | null;
  /** Where to go on behind this page; `null` behind the last one. */
  readonly cursor?: PageCursor | null;
  /** What changed in the list since the page before; absent while nothing did. */
  readonly drift?: PageDrift;
}

/** A page together with the number of the page to ask for next; `null` behind the last one. */
export interface PageStep<T> {
  readonly page: Page<T>;
  readonly next: number | null;
  /** First page behind the list, as far as this answer tells; pages before it may be read ahead. */
  readonly end: number;
}

/** The page that is asked for. */
export interface PageRequest {
  readonly page: number;
  /** Items. */
  readonly size: number;
  /** Whether no further page is wanted, so that the end of the list does not matter. */
  readonly alone?: boolean;
}
