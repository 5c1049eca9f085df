import { isAscending } from './is-ascending';
import type { Page } from './page';
import type { PageDrift } from './page-drift';

/** Pages whose keys are remembered one by one. */
const REMEMBERED_PAGES = 4;
/** Keys that are remembered of a list in another order, where the last key says nothing about the others. */
const REMEMBERED_KEYS = 100_000;

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
  /** Items whose key occurs earlier on the same page. */
  readonly copies: number;
  /** Whether reading pages again can recover what may be missing: the list and the page ascend by the key. */
  readonly recoverable: boolean;
  /** Key of the last item of the page. */
  readonly last: unknown;
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
  #known: Set<unknown> | undefined;
  #ascending: boolean;
  #total: number | null = null;
  /** Rows that came in since the run began and may have pushed others back into pages to come. */
  #pushed = 0;
  #lastKey = -Infinity;
  /** Key up to which an ascending list was given before the pages that are remembered one by one. */
  #forgottenUpTo = -Infinity;
  /** Last key of the page before; of those that are read a second time, too. */
  #previousKey = -Infinity;
  /** Total of the page that was received last, accepted or not. */
  #lastTotal: number | null = null;
  /** Rows that were inserted since the run began, as far as totals show. */
  #inserted = 0;

  /**
   * @param itemKey - name of the natural key, if there is one
   * @param sortedByKey - whether the list was asked for sorted by it
   */
  constructor(itemKey: string | undefined, sortedByKey: boolean) {
    this.#keyOf = (item): unknown =>
      itemKey === undefined
        ? undefined
        : ((item as Readonly<Record<string, unknown>> | null)?.[itemKey] ?? undefined);
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
    const last = keys.at(-1);
    const grown = this.#grownTo(totalElements);
    this.#inserted += Math.max(0, (totalElements ?? 0) - (this.#lastTotal ?? totalElements ?? 0));
    this.#lastTotal = totalElements ?? this.#lastTotal;
    const changed = { page, totalBefore: this.#total, totalAfter: totalElements };
    if (this.#ascending && isAscending(keys, this.#lastKey)) {
      const drift = grown === 0 ? undefined : { ...changed, repeated: 0, mayMiss: grown < 0 };
      return { drift, fresh: items, keys, overlaps: false, early: 0, copies: 0, recoverable: true, last };
    }
    // Pages that are read a second time follow each other; one that does not shows an order of the server's own.
    const isDisordered =
      catchingUp && this.#ascending && countUpTo(this.#previousKey, keys) > Math.max(0, grown);
    if (isDisordered) this.#ascending = false;
    const recent = this.#ascending ? new Set(this.#recent.flat()) : this.#unordered;
    const passed = this.#passed(keys, catchingUp);
    const isGiven = (key: unknown): boolean => key !== undefined && (recent.has(key) || isUpTo(passed, key));
    const isCopy = copiesIn(keys);
    const copies = isCopy.filter(Boolean).length;
    const isRepeated = (index: number): boolean => isCopy[index] === true || isGiven(keys[index]);
    const repeated = keys.filter((_, index) => isRepeated(index)).length;
    const isBehind = (key: unknown): boolean => this.ascending && isUpTo(this.#lastKey, key);
    const overlaps = keys.length > 0 && (isGiven(keys[0]) || isBehind(keys[0]));
    // What is not remembered is taken for given; nothing shows that each of them was.
    const uncertain = !catchingUp && keys.some((key) => isGiven(key) && !recent.has(key));
    // Each inserted row pushes one row back; more that repeat stand in the place of others. A page that ends before the
    // last row that was emitted was pushed back by the rows in between as well.
    const pushedBack = repeated === 0 ? 0 : repeated + this.#rememberedAfter(last);
    const displaced = !catchingUp && pushedBack > this.#pushed + Math.max(0, grown);
    const mayMiss = uncertain || displaced || isDisordered || copies > 0 || (grown < 0 && !overlaps);
    const isDrift = grown !== 0 || isDisordered || copies > 0 || (repeated > 0 && !catchingUp);
    // In another order than the key's, a row that comes again may have changed: it is given again. Two on one page
    // are of the same moment.
    const isOmitted = (index: number): boolean =>
      this.#sortedByKey ? isRepeated(index) : isCopy[index] === true;
    const omits = this.#sortedByKey ? repeated > 0 : copies > 0;
    return {
      drift: isDrift ? { ...changed, repeated, mayMiss } : undefined,
      fresh: omits ? items.filter((_, index) => !isOmitted(index)) : items,
      keys: omits ? keys.filter((_, index) => !isOmitted(index)) : keys,
      overlaps,
      early: keys.filter(isBehind).length,
      copies,
      recoverable: this.#ascending && isAscending(keys.filter((_, index) => isCopy[index] !== true)),
      last,
    };
  }

  /** Prepares for pages that are read a second time. */
  stepBack(): void {
    this.#previousKey = -Infinity;
  }

  /**
   * Whether fewer items were emitted than there must have been throughout the run.
   *
   * @param total - items in the list, as the last page states
   * @param emitted - items that the run has emitted, without duplicates
   */
  isShort(total: number | null, emitted: number): boolean {
    return total !== null && emitted + this.#inserted < total;
  }

  /**
   * Remembers a page as it is given to the consumer.
   *
   * @param totalElements - items in the list, as the page tells
   * @param verdict - what it looked like
   */
  accept(
    totalElements: number | null,
    { keys, early, last }: Pick<DriftVerdict<T>, 'keys' | 'early' | 'last'>,
  ): void {
    if (typeof last === 'number') this.#previousKey = last;
    const pushed = this.#pushed + Math.max(0, this.#grownTo(totalElements));
    this.#total = totalElements;
    this.#pushed = Math.max(0, pushed - early);
    if (keys.length === 0) return;
    // A page begins early where rows came in before it; else the server has an order of its own.
    this.#ascending &&= isAscending(keys, early <= pushed ? -Infinity : this.#lastKey);
    if (this.#ascending) this.#lastKey = Math.max(this.#lastKey, keys.at(-1) as number);
    else this.#remember(keys);
    this.#recent.push(keys);
    const forgotten = this.#recent.length > REMEMBERED_PAGES ? this.#recent.shift()?.at(-1) : undefined;
    if (typeof forgotten === 'number') this.#forgottenUpTo = Math.max(this.#forgottenUpTo, forgotten);
  }

  /** Keys of a list that does not ascend. */
  get #unordered(): Set<unknown> {
    return (this.#known ??= new Set(this.#recent.flat()));
  }

  #remember(keys: readonly unknown[]): void {
    const known = this.#unordered;
    for (const key of keys) known.add(key);
    for (const key of known) {
      if (known.size <= REMEMBERED_KEYS) break;
      known.delete(key);
    }
  }

  #grownTo(total: number | null): number {
    return this.#total === null || total === null ? 0 : total - this.#total;
  }

  /** Remembered keys of an ascending list that are greater. */
  #rememberedAfter(key: unknown): number {
    if (!this.ascending || typeof key !== 'number') return 0;
    return this.#recent.flat().filter((known) => typeof known === 'number' && known > key).length;
  }

  /** Key up to which everything counts as given, remembered or not. */
  #passed(keys: readonly unknown[], catchingUp: boolean): number {
    if (!this.ascending) return -Infinity;
    if (catchingUp) return this.#lastKey;
    return isAscending(keys) ? this.#forgottenUpTo : -Infinity;
  }
}

/** For each key, whether it occurs before. */
function copiesIn(keys: readonly unknown[]): readonly boolean[] {
  const seen = new Set<unknown>();
  return keys.map((key) => {
    const { size } = seen;
    return key !== undefined && seen.add(key).size === size;
  });
}

function countUpTo(limit: number, keys: readonly unknown[]): number {
  return keys.filter((key) => isUpTo(limit, key)).length;
}

function isUpTo(limit: number, key: unknown): boolean {
  return typeof key === 'number' && key <= limit;
}
