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
  /** Number of the part that the page belongs to, where a list is read in several at the same time. */
  readonly partition?: number;
  /** Where to resume the list after this page; `null` after the last one. With `partitions`, it is that of all of them. */
  readonly cursor?: PageCursor | null;
  /** What changed in the list since the page before; absent while nothing did. */
  readonly drift?: PageDrift;
  /**
   * The body of the response as received, decompressed and decoded; with `rawText: true`.
   *
   * It is whole, also where `items` leaves some of its rows out.
   */
  readonly rawText?: string;
}

/** What an answer tells: a page, and the number of the page to ask for next; `null` behind the last one. */
export interface ReadPage<T> {
  readonly page: Page<T>;
  readonly next: number | null;
  /** First page behind the list, as far as this answer tells; pages before it may be read ahead. */
  readonly end: number;
}

/** A page that was read, with the size of its body in bytes. */
export interface PageStep<T> extends ReadPage<T> {
  readonly bytes: number;
}

/** The page that is asked for. */
export interface PageRequest {
  readonly page: number;
  /** Number of the page in its list, where the request is for another one, as with keyset. */
  readonly number?: number;
  /** Items. */
  readonly size: number;
}
