import { isAscending } from './is-ascending';
import type { Page } from './page';
import type { PageDrift } from './page-drift';

/** Pages whose keys are remembered one by one. */
const REMEMBERED_PAGES = 4;

/** What a page looks like beside the pages before it. */
export interface DriftVerdict<T> {
  readonly drift: PageDrift | undefined;
  /** The page's items without those that were given before, where their key says that they are the same. */
  readonly fresh: readonly T[];
  /** Whether the page begins at or before the last item that was given, so that nothing lies between. */
  readonly overlaps: boolean;
  /** Keys of these items. */
  readonly keys: readonly unknown[];
  /** Items of the page that come earlier in the order than the last one that was given. */
  readonly early: number;
}

/**
 * Compares the pages of one run: totals, keys of the last pages, and the key up to which an ascending list has
 * been given, so that its memory is bounded however long the list is.
 *
 * It can't see a deletion that an insertion elsewhere hides from the total; by offset, no client can.
 */
export class DriftMonitor<T> {
  readonly #keyOf: (item: T) => unknown;
  readonly #sortedByKey: boolean;
  readonly #recent: (readonly unknown[])[] = [];
  #ascending: boolean;
  #total: number | null = null;
  /** Rows that came in since the run began and may have pushed others back into pages to come. */
  #pushed = 0;
  #lastKey = -Infinity;
  /** Key up to which an ascending list was given before the pages that are remembered one by one. */
  #forgottenUpTo = -Infinity;

  /**
   * @param itemKey - name of the natural key, if there is one
   * @param sortedByKey - whether the list was asked for sorted by it
   */
  constructor(itemKey: string | undefined, sortedByKey: boolean) {
    this.#keyOf = (item): unknown =>
      itemKey === undefined ? undefined : (item as Readonly<Record<string, unknown>> | null)?.[itemKey];
    this.#sortedByKey = sortedByKey;
    this.#ascending = sortedByKey;
  }

  /** Whether the list comes in ascending order of whole-number keys, as far as it was given. */
  get ascending(): boolean {
    return this.#ascending && this.#lastKey > -Infinity;
  }

  /**
   * Compares a page with those that were accepted.
   *
   * @param catchingUp - whether pages are read a second time, so that everything up to the last key is known
   */
  look({ items, page, totalElements }: Page<T>, catchingUp = false): DriftVerdict<T> {
    const keys = items.map(this.#keyOf);
    const grown = this.#grownTo(totalElements);
    const changed = { page, totalBefore: this.#total, totalAfter: totalElements };
    if (this.#ascending && isAscending(keys, this.#lastKey)) {
      const drift = grown === 0 ? undefined : { ...changed, repeated: 0, mayMiss: grown < 0 };
      return { drift, fresh: items, keys, overlaps: false, early: 0 };
    }
    const recent = new Set(this.#recent.flat());
    const passed = this.#passed(keys, catchingUp);
    const isGiven = (key: unknown): boolean => key !== undefined && (recent.has(key) || isUpTo(passed, key));
    const repeated = keys.filter(isGiven).length;
    const isBehind = (key: unknown): boolean => this.ascending && isUpTo(this.#lastKey, key);
    const overlaps = keys.length > 0 && (isGiven(keys[0]) || isBehind(keys[0]));
    // What is not remembered is taken for given; nothing shows that each of them was.
    const uncertain = !catchingUp && keys.some((key) => isGiven(key) && !recent.has(key));
    const drift = { ...changed, repeated, mayMiss: uncertain || (grown < 0 && !overlaps) };
    // In another order than the key's, a row that comes again may have changed: it is given again.
    const leavesOut = this.#sortedByKey && repeated > 0;
    return {
      drift: grown !== 0 || (repeated > 0 && !catchingUp) ? drift : undefined,
      fresh: leavesOut ? items.filter((_item, index) => !isGiven(keys[index])) : items,
      keys: leavesOut ? keys.filter((key) => !isGiven(key)) : keys,
      overlaps,
      early: keys.filter(isBehind).length,
    };
  }

  /**
   * Remembers a page as it is given to the consumer.
   *
   * @param totalElements - items in the list, as the page tells
   * @param verdict - what it looked like
   */
  accept(totalElements: number | null, { keys, early }: Pick<DriftVerdict<T>, 'keys' | 'early'>): void {
    const pushed = this.#pushed + Math.max(0, this.#grownTo(totalElements));
    this.#total = totalElements;
    this.#pushed = Math.max(0, pushed - early);
    if (keys.length === 0) return;
    // A page begins early where rows came in before it; else the server has an order of its own.
    this.#ascending &&= isAscending(keys, early <= pushed ? -Infinity : this.#lastKey);
    if (this.#ascending) this.#lastKey = Math.max(this.#lastKey, keys.at(-1) as number);
    this.#recent.push(keys);
    const forgotten = this.#recent.length > REMEMBERED_PAGES ? this.#recent.shift()?.at(-1) : undefined;
    if (typeof forgotten === 'number') this.#forgottenUpTo = Math.max(this.#forgottenUpTo, forgotten);
  }

  #grownTo(total: number | null): number {
    return this.#total === null || total === null ? 0 : total - this.#total;
  }

  /** Key up to which everything counts as given, remembered or not. */
  #passed(keys: readonly unknown[], catchingUp: boolean): number {
    if (!this.ascending) return -Infinity;
    if (catchingUp) return this.#lastKey;
    return isAscending(keys) ? this.#forgottenUpTo : -Infinity;
  }
}

function isUpTo(limit: number, key: unknown): boolean {
  return typeof key === 'number' && key <= limit;
}
