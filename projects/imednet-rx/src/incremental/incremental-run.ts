import { apiDate, isApiDate } from '../models/api-date';
import { fnv1a64 } from '../pagination/fnv1a64';
import { jsonText } from '../pagination/json-text';
import { keyOf } from '../pagination/keyset-strategy';
import type { PageAck } from '../pagination/page-ack';
import type { PageCursor } from '../pagination/page-cursor';
import type { ProcessPage } from '../pagination/process-options';
import type { Changes, ChangesAck, ChangesDone } from './changes';
import type { IncrementalPlan } from './incremental-plan';
import type { Revision } from './removed-rows';
import type { ServerClock } from './server-clock';
import type { SinceCursor } from './since-cursor';
import type { EdgeEntry, Watermark } from './watermark';

/** Entries of an edge; a watermark with as many is some 300 kB of JSON. */
const MAX_EDGE = 10_000;

/** The latest date that can be written. */
const LAST_DATE = Date.UTC(9999, 11, 31, 23, 59, 59);

/** A part that is being worked on, and what the next run has to know of it. */
interface Unfinished {
  readonly ack: ChangesDone;
  readonly entries: EdgeEntry[];
  after: number | null | undefined;
}

/**
 * One run through the changes of a list that is paged by key: what was known before it, and what the next one has to
 * know.
 *
 * @typeParam T - one row
 */
export class IncrementalRun<T> {
  readonly #plan: IncrementalPlan;
  readonly #clock: ServerClock;
  readonly #before = new Map<number, readonly string[]>();
  readonly #removed: Set<number>;
  readonly #unfinished = new Map<number, Unfinished>();
  #bound: string | undefined;
  /** Date from which on rows are remembered. */
  #edgeFrom = '';
  /** Append-only lists: whether a row was read after which others may still become visible with lower keys. */
  #isUnsettled: boolean;
  /** Everything that is acknowledged, and only that: what a cursor holds must not be requested again. */
  #edge: readonly EdgeEntry[] | null;
  #after: number | null | undefined;
  readonly #trailAfter: number | null | undefined;

  /**
   * @param plan - of the run
   * @param clock - the server's
   * @param bound - date that the watermark will have, in ms since 1970; of append-only lists, and without it, the
   *   server's clock at the first page
   * @param trailAfter - key of the audit trail after which the next run reads, where it is read
   */
  constructor(plan: IncrementalPlan, clock: ServerClock, bound?: number, trailAfter?: number | null) {
    const { resumed, watermark, kind } = plan;
    this.#plan = plan;
    this.#clock = clock;
    this.#edge = resumed ? resumed.edge : [];
    this.#isUnsettled = this.#edge === null || this.#edge.length > 0;
    this.#removed = new Set(resumed?.removed as readonly number[] | undefined);
    this.#after = kind === 'appended' ? ((resumed ?? watermark)?.after ?? null) : undefined;
    this.#trailAfter = trailAfter === undefined ? (resumed ?? watermark)?.trailAfter : trailAfter;
    if (bound !== undefined) this.#begin(bound);
    for (const [key, fingerprint] of (watermark?.edge ?? []) as readonly (readonly [number, string])[]) {
      this.#before.set(key, [...(this.#before.get(key) ?? []), fingerprint]);
    }
  }

  /**
   * Decides what to report of rows that the audit trail calls deleted.
   *
   * @param revisions - the last one of each of them
   */
  removed(revisions: Iterable<Revision>): Changes<T> {
    const entries: EdgeEntry[] = [];
    for (const revision of revisions) {
      const { recordId, recordRevisionId } = revision;
      // The next run reads it again.
      const isAtEdge = recordRevisionId > (this.#trailAfter ?? -Infinity);
      const fingerprint = this.#fingerprint(recordId, isAtEdge, revision);
      if (fingerprint !== undefined && isAtEdge) entries.push([recordId, fingerprint]);
      if (this.#isNew(recordId, fingerprint)) this.#removed.add(recordId);
    }
    this.#remember(entries);
    return { page: 0, items: [], deleted: [...this.#removed], deletedItems: [], futureDated: [] };
  }

  /** Acknowledges the work on removed rows. */
  acknowledgeRemoved({ page, deleted }: Changes<unknown>): ChangesAck {
    return { page, items: 0, deleted: deleted.length, cursor: this.#cursor(null) };
  }

  /** Decides what to report of a page of rows. */
  changed(page: ProcessPage<T>): Changes<T> {
    if (this.#bound === undefined) this.#begin(this.#clock.earliest);
    const items: T[] = [];
    const deletedItems: T[] = [];
    const deleted: number[] = [];
    const futureDated: number[] = [];
    const entries: EdgeEntry[] = [];
    const future = apiDate(Math.min(LAST_DATE, this.#clock.latest + this.#plan.overlap));
    let after: number | undefined;
    for (const row of page.items) {
      const { deleted: isDeleted, [this.#plan.rows.date]: date } = row as Readonly<Record<string, unknown>>;
      const key = keyOf(row, this.#plan.rows.key);
      const isAtEdge = this.#plan.kind === 'appended' ? this.#isLate(key, date) : this.#isAtEdge(date);
      if (!isAtEdge) after = key;
      const fingerprint = this.#fingerprint(key, isAtEdge, row);
      if (isAtEdge && fingerprint !== undefined) entries.push([key, fingerprint]);
      // A row that was just reported as removed may be back, or still be there with its content, as it was before.
      const isReported = this.#removed.has(key);
      if (!isReported && !this.#isNew(key, fingerprint)) continue;
      (isDeleted === true ? deletedItems : items).push(row);
      if (isDeleted === true && !isReported) deleted.push(key);
      if (typeof date === 'string' && date > future && isApiDate(date)) futureDated.push(key);
    }
    const number = page.page + (this.#removed.size > 0 ? 1 : 0);
    const ack = { page: number, items: items.length, deleted: deleted.length };
    this.#unfinished.set(page.page, { ack, entries, after });
    return { page: number, items, deleted, deletedItems, futureDated };
  }

  /** Acknowledges a page of rows; the last one with what the next run continues from. */
  acknowledge({ page, cursor }: Pick<PageAck, 'page' | 'cursor'>): ChangesAck {
    const { ack, entries, after } = this.#unfinished.get(page) ?? {
      ...{ ack: { page, items: 0, deleted: 0 }, entries: [], after: undefined },
    };
    this.#unfinished.delete(page);
    this.#remember(entries);
    if (this.#plan.kind === 'appended') this.#after = after ?? this.#after;
    return cursor === null
      ? { ...ack, watermark: this.#watermark() }
      : { ...ack, cursor: this.#cursor(cursor) };
  }

  #begin(bound: number): void {
    this.#bound = apiDate(bound);
    this.#edgeFrom = apiDate(Math.max(0, bound - this.#plan.overlap));
  }

  #isAtEdge(date: unknown): boolean {
    return typeof date === 'string' && date >= this.#edgeFrom;
  }

  /**
   * Whether rows with lower keys than this one's may still become visible: keys are assigned when a row is made, which
   * is seen when it is committed. A row that is dated in the future is settled once a run before the overlap knew it.
   */
  #isLate(key: number, date: unknown): boolean {
    const wasKnown =
      this.#before.has(key) && (this.#plan.watermark?.dateModified ?? this.#edgeFrom) < this.#edgeFrom;
    this.#isUnsettled ||= !wasKnown && !(typeof date === 'string' && date < this.#edgeFrom);
    return this.#isUnsettled;
  }

  /** Compares contents, since a row can change twice within the second that its date has. */
  #fingerprint(key: number, isAtEdge: boolean, row: unknown): string | undefined {
    const isWanted = this.#before.has(key) || (isAtEdge && this.#edge !== null);
    return isWanted ? fnv1a64(jsonText(row)) : undefined;
  }

  #isNew(key: number, fingerprint: string | undefined): boolean {
    return fingerprint === undefined || this.#before.get(key)?.includes(fingerprint) !== true;
  }

  #remember(entries: readonly EdgeEntry[]): void {
    if (this.#edge === null || entries.length === 0) return;
    const edge = [...this.#edge, ...entries];
    this.#edge = edge.length > MAX_EDGE ? null : edge;
  }

  #state(): Pick<SinceCursor, 'version' | 'query' | 'edge' | 'after' | 'trailAfter'> {
    const after = this.#after;
    const trailAfter = this.#trailAfter;
    return {
      ...{ version: 1, query: this.#plan.query, edge: this.#edge },
      ...(after === undefined ? {} : { after }),
      ...(trailAfter === undefined ? {} : { trailAfter }),
    };
  }

  #watermark(): Watermark {
    const isAppended = this.#plan.kind === 'appended';
    const dateModified = isAppended ? apiDate(this.#clock.latest) : (this.#bound ?? '');
    return { ...this.#state(), dateModified };
  }

  #cursor(page: PageCursor | null): SinceCursor {
    const { watermark: since, overlap } = this.#plan;
    const bound = this.#bound ?? apiDate(this.#clock.earliest);
    return { ...this.#state(), since, bound, overlap, removed: [...this.#removed], page };
  }
}
