import { apiDate } from '../models/api-date';
import type { Changes, ChangesAck } from './changes';
import { fnv1a64 } from '../pagination/fnv1a64';
import type { IncrementalPlan } from './incremental-plan';
import { keyOf } from '../pagination/keyset-strategy';
import type { Page } from '../pagination/page';
import type { Revision } from './removed-rows';
import type { Watermark } from './watermark';

/** Entries of an edge; a watermark with as many is some 300 kB of JSON. */
const MAX_EDGE = 10_000;

/**
 * One run through the changes of a list: what was known before it, and what the next one has to know.
 *
 * @typeParam T - one row
 */
export class IncrementalRun<T> {
  readonly #plan: IncrementalPlan;
  readonly #date: string;
  readonly #edgeFrom: string;
  readonly #before = new Map<number, readonly string[]>();
  readonly #removed = new Set<number>();
  readonly #unfinished = new Map<number, ChangesAck>();
  #lastPage: number | undefined;
  #edge: (readonly [number, string])[] | null = [];

  /**
   * @param plan - of the run
   * @param newest - newest date that there was before anything was read, in ms since 1970
   */
  constructor(plan: IncrementalPlan, newest: number) {
    this.#plan = plan;
    this.#date = apiDate(newest);
    this.#edgeFrom = apiDate(Math.max(0, newest - plan.overlap));
    for (const [key, fingerprint] of plan.edge ?? []) {
      this.#before.set(key, [...(this.#before.get(key) ?? []), fingerprint]);
    }
  }

  /**
   * What is to be told of rows that the audit trail calls deleted.
   *
   * @param revisions - the last one of each of them
   */
  removed(revisions: Iterable<Revision>): Changes<T> {
    for (const revision of revisions) {
      const { recordId, dateCreated } = revision;
      if (this.#isNew(recordId, dateCreated, revision)) this.#removed.add(recordId);
    }
    return { page: 0, items: [], deleted: [...this.#removed] };
  }

  /** What is to be told of a page of rows. */
  changed(page: Page<T>): Changes<T> {
    const items: T[] = [];
    const deleted: number[] = [];
    for (const row of page.items) {
      const { deleted: isDeleted, dateModified } = row as Readonly<Record<string, unknown>>;
      const key = keyOf(row, this.#plan.rows.key);
      const isNew = this.#isNew(key, dateModified, row);
      // A row that was just told as removed may be back, with the very content that it had before.
      const isTold = this.#removed.has(key);
      if (isDeleted !== true && (isNew || isTold)) items.push(row);
      if (isDeleted === true && isNew && !isTold) deleted.push(key);
    }
    const number = page.page + (this.#removed.size > 0 ? 1 : 0);
    this.#unfinished.set(page.page, { page: number, items: items.length, deleted: deleted.length });
    if (page.cursor === null) this.#lastPage = page.page;
    return { page: number, items, deleted };
  }

  /**
   * Acknowledges a page of rows; the last one with what the next run goes on from.
   *
   * @param page - its number in the list
   */
  acknowledge(page: number): ChangesAck {
    const ack = this.#unfinished.get(page) ?? { page, items: 0, deleted: 0 };
    this.#unfinished.delete(page);
    return page === this.#lastPage ? { ...ack, watermark: this.#watermark() } : ack;
  }

  #watermark(): Watermark {
    return { version: 1, query: this.#plan.query, dateModified: this.#date, edge: this.#edge };
  }

  /** Compares contents, since a row can change twice within the second that its date tells. */
  #isNew(key: number, date: unknown, row: unknown): boolean {
    const before = this.#before.get(key);
    const atEdge = this.#edge !== null && typeof date === 'string' && date >= this.#edgeFrom;
    if (before === undefined && !atEdge) return true;
    const fingerprint = fnv1a64(JSON.stringify(row));
    if (atEdge) this.#remember(key, fingerprint);
    return before?.includes(fingerprint) !== true;
  }

  #remember(key: number, fingerprint: string): void {
    this.#edge?.push([key, fingerprint]);
    if (this.#edge !== null && this.#edge.length > MAX_EDGE) this.#edge = null;
  }
}
