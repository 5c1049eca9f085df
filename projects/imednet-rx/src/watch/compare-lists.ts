import { initialChanges, type ItemChange, type ListChanges } from './list-changes';
import { sameOrder, type SureRead } from './read-surely';
import type { Key, Keyed } from './read-whole';

/** A list as it is known now, and what is to be told of it; nothing where nothing changed. */
export interface Comparison<T> {
  readonly items: Keyed<T>;
  readonly changes?: ListChanges<T>;
}

/**
 * Compares a list that was read with what was known before.
 *
 * Items that did not change must be the identical objects, as the reader makes them. What an unsure read lacks is kept
 * where it was.
 *
 * @param before - the list as it was; `undefined` the first time
 * @param read - the list as it was read
 */
export function compareLists<T>(before: Keyed<T> | undefined, read: SureRead<T>): Comparison<T> {
  if (before === undefined) return { items: read.items, changes: initialChanges(listOf(read.items)) };
  const added: T[] = [];
  const changed: ItemChange<T>[] = [];
  for (const [key, item] of read.items) {
    const former = before.get(key);
    if (former === undefined) added.push(item);
    else if (former !== item) changed.push(Object.freeze({ before: former, after: item }));
  }
  const missing = [...before.keys()].filter((key) => !read.items.has(key));
  const items = read.sure || missing.length === 0 ? read.items : withKept(before, read.items);
  const removed = items === read.items ? missing.flatMap((key) => before.get(key) ?? []) : [];
  const isSame = added.length + changed.length + removed.length === 0;
  if (isSame && sameOrder(before.keys(), items.keys())) return { items: before };
  const changes = { items: listOf(items), added, changed, removed, initial: false };
  for (const list of [added, changed, removed]) Object.freeze(list);
  return { items, changes: Object.freeze(changes) };
}

/** The items that were read, and behind each of them those that followed it before and are not there any more. */
function withKept<T>(before: Keyed<T>, read: Keyed<T>): Keyed<T> {
  const kept = new Map<Key | undefined, [Key, T][]>();
  let anchor: Key | undefined;
  for (const [key, item] of before) {
    if (read.has(key)) anchor = key;
    else {
      const behind = kept.get(anchor) ?? [];
      behind.push([key, item]);
      kept.set(anchor, behind);
    }
  }
  const entries = [...read].flatMap((entry) => [entry, ...(kept.get(entry[0]) ?? [])]);
  return new Map([...(kept.get(undefined) ?? []), ...entries]);
}

function listOf<T>(items: Keyed<T>): readonly T[] {
  return Object.freeze([...items.values()]);
}
