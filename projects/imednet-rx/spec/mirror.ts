import { defer, lastValueFrom, type Observable, of, tap, toArray } from 'rxjs';
import type { Changes, ChangesAck } from '../src/incremental/changes';
import type { ChangesList } from './changes-of';
import type { SinceCursor } from '../src/incremental/since-cursor';
import type { Watermark } from '../src/incremental/watermark';

/** A consumer's copy of a list, kept with changes: it deletes what it is told, then inserts or replaces. */
export class Mirror<T extends { readonly recordId: number }> {
  /** Of the last run that went through; as read from storage. */
  watermark: Watermark | null = null;
  /** What was saved last, as the documentation says: `storage.save(watermark ?? cursor)`; as read from storage. */
  saved: Watermark | SinceCursor | null = null;
  /** What the last run gave, whether or not it went through. */
  changes: Changes<T>[] = [];
  acks: ChangesAck[] = [];
  readonly #rows = new Map<number, T>();
  readonly #marked = new Map<number, T>();

  get rows(): readonly T[] {
    return [...this.#rows.values()].sort((a, b) => a.recordId - b.recordId);
  }

  /** Rows that are marked as deleted, with their content. */
  get marked(): readonly T[] {
    return [...this.#marked.values()].sort((a, b) => a.recordId - b.recordId);
  }

  /** Keys of rows that the last run gave. */
  get given(): readonly number[] {
    return this.changes.flatMap(({ items }) => items.map(({ recordId }) => recordId));
  }

  /** Keys that the last run called deleted. */
  get deleted(): readonly number[] {
    return this.changes.flatMap(({ deleted }) => deleted);
  }

  /** The work on some changes. */
  apply(changes: Changes<T>): void {
    this.changes.push(changes);
    for (const key of changes.deleted) {
      this.#rows.delete(key);
      this.#marked.delete(key);
    }
    for (const row of changes.deletedItems) {
      this.#rows.delete(row.recordId);
      this.#marked.set(row.recordId, row);
    }
    for (const row of changes.items) {
      this.#rows.set(row.recordId, row);
      this.#marked.delete(row.recordId);
    }
  }

  /**
   * Follows a list to its end, and saves the watermark.
   *
   * @param list - its changes since {@link watermark}, or since {@link saved} where it is resumed
   * @param concurrency - pages at the same time
   * @param around - what else happens around the work on some changes, e.g. a failure
   * @param resumed - whether an interrupted run is resumed
   */
  async follow(
    list: ChangesList<T>,
    concurrency = 1,
    around: (work$: Observable<unknown>, changes: Changes<T>) => Observable<unknown> = (work$) => work$,
    resumed = false,
  ): Promise<void> {
    this.changes = [];
    this.acks = [];
    // Of a run that failed there may be rows that nobody will call deleted.
    if (this.watermark === null && !resumed) {
      this.#rows.clear();
      this.#marked.clear();
    }
    // A run that begins again from the watermark discards the cursors of the one before.
    if (!resumed) this.saved = this.watermark;
    const work = (changes: Changes<T>): Observable<unknown> =>
      around(
        defer(() => {
          this.apply(changes);
          return of(undefined);
        }),
        changes,
      );
    const acks$ = list.process(work, { concurrency }).pipe(
      tap((ack) => {
        this.acks.push(ack);
        this.saved = JSON.parse(JSON.stringify(ack.watermark ?? ack.cursor)) as Watermark | SinceCursor;
      }),
    );
    const watermark = (await lastValueFrom(acks$.pipe(toArray()))).at(-1)?.watermark;
    if (watermark !== undefined) this.watermark = JSON.parse(JSON.stringify(watermark)) as Watermark;
  }
}
