import { defer, endWith, ignoreElements, map, type Observable, tap } from 'rxjs';
import { PaginationError } from '../errors/response-contract-error';
import { deepFreeze } from '../http/deep-freeze';
import type { Page } from '../pagination/page';
import { sameValue } from './same-value';

/** What tells the items of a list apart. */
export type Key = string | number;

/** A list by key, in its order. */
export type Keyed<T> = ReadonlyMap<Key, T>;

/** A list that was read from its first page to its last. */
export interface ListRead<T> {
  readonly items: Keyed<T>;
  /** Pages that it took. */
  readonly pages: number;
  /** Whether the list was seen to change meanwhile. */
  readonly drifted: boolean;
}

/**
 * Reads a list to its end.
 *
 * Each item is compared as it comes with the one that is known, which takes its place where nothing changed. So it keeps
 * its identity, and at most the items of a page are in memory twice.
 *
 * @param pages$ - the list; cold
 * @param itemKey - name of the attribute that tells items apart
 * @param known - items as they were
 * @returns emits once and completes; errors as the list does, and with a `PaginationError` for an item without a key
 */
export function readWhole<T>(
  pages$: Observable<Page<T>>,
  itemKey: string,
  known: Keyed<T>,
): Observable<ListRead<T>> {
  return defer(() => {
    const items = new Map<Key, T>();
    let pages = 0;
    let drifted = false;
    const take = (page: Page<T>): void => {
      for (const item of page.items) {
        const key = keyOf(item, itemKey);
        const former = known.get(key);
        // Of an item that comes twice the later one counts, in the later place: it moved there meanwhile.
        drifted = items.delete(key) || drifted;
        items.set(key, former !== undefined && sameValue(former, item) ? former : deepFreeze(item));
      }
      pages += 1;
      drifted ||= page.drift !== undefined;
    };
    return pages$.pipe(
      tap(take),
      ignoreElements(),
      endWith(undefined),
      map(() => ({ items, pages, drifted })),
    );
  });
}

function keyOf(item: unknown, itemKey: string): Key {
  const key = (item as Readonly<Record<string, unknown>> | null)?.[itemKey];
  if (typeof key === 'string' || typeof key === 'number') return key;
  throw new PaginationError(
    `An item has no ${itemKey}, so what became of it can't be told. Read the list with \`list\`, and report this to the vendor.`,
  );
}
