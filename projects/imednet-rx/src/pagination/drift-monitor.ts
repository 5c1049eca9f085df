import type { Page } from './page';
import type { PageDrift } from './page-drift';

/** Pages whose keys are remembered: rows that shift by more between two requests are not recognised. */
const REMEMBERED_PAGES = 4;

/** What a page looks like beside the pages before it. */
export interface DriftVerdict<T> {
  readonly drift: PageDrift | undefined;
  /** The page's items without those that were given before, where their key says that they are the same. */
  readonly fresh: readonly T[];
  /** Whether the page begins at or before the last item that was given, so that nothing lies between. */
  readonly overlaps: boolean;
}

/**
 * Compares the pages of one run: totals, and keys of the last pages, which bound its memory.
 *
 * It can't see a deletion that an insertion elsewhere hides from the total; by offset, no client can.
 */
export class DriftMonitor<T> {
  readonly #keyOf: (item: T) => unknown;
  readonly #recent: (readonly unknown[])[] = [];
  #ascending: boolean;
  #total: number | null = null;
  #lastKey: unknown;

  /**
   * @param itemKey - name of the natural key, if there is one
   * @param ascending - whether the list was asked for sorted by it
   */
  constructor(itemKey: string | undefined, ascending: boolean) {
    this.#keyOf = (item): unknown =>
      itemKey === undefined ? undefined : (item as Readonly<Record<string, unknown>> | null)?.[itemKey];
    this.#ascending = ascending;
  }

  /** Whether all items that were given came in ascending order of whole-number keys. */
  get ascending(): boolean {
    return this.#ascending && typeof this.#lastKey === 'number';
  }

  /**
   * Compares a page with those that were accepted.
   *
   * @param catchingUp - whether pages are read a second time, so that everything up to the last key is known
   */
  look({ items, page, totalElements }: Page<T>, catchingUp = false): DriftVerdict<T> {
    const keys = items.map(this.#keyOf);
    const isGiven = this.#goesOn(keys) ? (): boolean => false : this.#givenBefore(catchingUp);
    const repeated = keys.filter(isGiven).length;
    const overlaps = keys.length > 0 && (isGiven(keys[0]) || this.#isBehind(keys[0]));
    const totalBefore = this.#total;
    const grown = totalBefore === null || totalElements === null ? 0 : totalElements - totalBefore;
    const drift = { page, totalBefore, totalAfter: totalElements, repeated, mayMiss: grown < 0 && !overlaps };
    return {
      drift: grown !== 0 || (repeated > 0 && !catchingUp) ? drift : undefined,
      // In another order than the key's, a row that comes again may have changed: it is given again.
      fresh: this.ascending && repeated > 0 ? items.filter((item) => !isGiven(this.#keyOf(item))) : items,
      overlaps,
    };
  }

  /** Remembers a page as it is given to the consumer. */
  accept({ items, totalElements }: Page<T>): void {
    this.#total = totalElements;
    if (items.length === 0) return;
    const keys = items.map(this.#keyOf);
    this.#ascending &&= this.#goesOn(keys);
    this.#lastKey = keys.at(-1);
    this.#recent.push(keys);
    if (this.#recent.length > REMEMBERED_PAGES) this.#recent.shift();
  }

  #givenBefore(catchingUp: boolean): (key: unknown) => boolean {
    const recent = new Set(this.#recent.flat());
    return (key) => key !== undefined && (recent.has(key) || (catchingUp && this.#isBehind(key)));
  }

  /** Whether keys are whole numbers that ascend from the last one on: then none of them was given before. */
  #goesOn(keys: readonly unknown[]): boolean {
    let last = typeof this.#lastKey === 'number' ? this.#lastKey : -Infinity;
    for (const key of keys) {
      if (typeof key !== 'number' || !(key > last)) return false;
      last = key;
    }
    return this.#ascending;
  }

  /** Whether an ascending list has passed a key. */
  #isBehind(key: unknown): boolean {
    const last = this.#lastKey;
    return this.ascending && typeof last === 'number' && typeof key === 'number' && key <= last;
  }
}
