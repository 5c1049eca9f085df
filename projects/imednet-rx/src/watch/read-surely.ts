import { concatMap, type Observable, of } from 'rxjs';
import type { Page } from '../pagination/page';
import type { PageStrategy } from '../pagination/page-strategy';
import { type Key, type Keyed, type ListRead, readWhole } from './read-whole';

/** A list that was read, and whether it may be trusted in what it lacks. */
export interface SureRead<T> {
  readonly items: Keyed<T>;
  /** Whether what is not in it was surely not in the list. */
  readonly sure: boolean;
}

/** Reads of one poll, before it puts up with not knowing. */
const MOST_READS = 3;

/**
 * Reads a list so that an item that was passed over is not taken for one that is gone.
 *
 * By keyset nothing is passed over, and a single answer is a snapshot. By offset, what is deleted in front moves rows past
 * the reader. So where a known item is missing, or the list was seen to lose rows, it is read again: two reads in a row
 * that saw the same keys in the same order, and no change, agree on what was there between them. On a list that does not
 * come to rest, the last read counts, and what it lacks stays open.
 *
 * @param pages$ - the list; cold
 * @param strategy - how it is paged
 * @param itemKey - name of the attribute that tells items apart
 * @param known - items as they were
 * @returns emits once and completes
 */
export function readSurely<T>(
  pages$: Observable<Page<T>>,
  strategy: PageStrategy,
  itemKey: string,
  known: Keyed<T>,
): Observable<SureRead<T>> {
  const settle = (
    read: ListRead<T>,
    before: ListRead<T> | undefined,
    reads: number,
  ): Observable<SureRead<T>> => {
    const { items, pages, drifted } = read;
    const sure = strategy === 'keyset' || pages <= 1 || (before !== undefined && agree(before, read));
    const isWanted = drifted || lacks(items, known.keys());
    return sure || !isWanted || reads === MOST_READS ? of({ items, sure }) : again(reads + 1, read);
  };
  const again = (reads: number, before?: ListRead<T>): Observable<SureRead<T>> =>
    readWhole(pages$, itemKey, known).pipe(concatMap((read) => settle(read, before, reads)));
  return again(1);
}

function agree<T>(one: ListRead<T>, other: ListRead<T>): boolean {
  if (one.drifted || other.drifted || one.items.size !== other.items.size) return false;
  return sameOrder(one.items.keys(), other.items.keys());
}

/** Whether two lists of the same length hold the same keys in the same order. */
export function sameOrder(one: Iterable<Key>, other: Iterable<Key>): boolean {
  const others = other[Symbol.iterator]();
  for (const key of one) {
    if (others.next().value !== key) return false;
  }
  return true;
}

function lacks<T>(items: Keyed<T>, keys: Iterable<Key>): boolean {
  for (const key of keys) {
    if (!items.has(key)) return true;
  }
  return false;
}
