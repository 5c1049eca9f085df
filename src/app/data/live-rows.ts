import type { ListChanges } from 'imednet-rx';

export type Mark = 'added' | 'changed' | 'removed';

/** A watched list as a table shows it. */
export interface LiveRows<T> {
  /** Rows of the list; those that have just gone stay in their place until they are settled. */
  readonly rows: readonly T[];
  /** What has just happened to rows, by their key. */
  readonly marks: ReadonlyMap<number, Mark>;
  /** The list itself. */
  readonly items: readonly T[];
}

const NO_MARKS: ReadonlyMap<number, Mark> = new Map();

/** Shows what changed since `before`; in the first emission nothing did. */
export function showChanges<T>(
  before: LiveRows<T> | null,
  { items, added, changed, removed, initial }: ListChanges<T>,
  keyOf: (row: T) => number,
): LiveRows<T> {
  if (initial || !before) return { rows: items, marks: NO_MARKS, items };
  const marks = new Map<number, Mark>();
  for (const row of added) marks.set(keyOf(row), 'added');
  for (const { after } of changed) marks.set(keyOf(after), 'changed');
  for (const row of removed) marks.set(keyOf(row), 'removed');
  return { rows: withRemoved(before.items, items, removed, keyOf), marks, items };
}

/** The list without what was left to show a change. */
export function settled<T>({ items }: LiveRows<T>): LiveRows<T> {
  return { rows: items, marks: NO_MARKS, items };
}

/** Puts rows that have gone behind the row that they stood behind. */
function withRemoved<T>(
  before: readonly T[],
  items: readonly T[],
  removed: readonly T[],
  keyOf: (row: T) => number,
): readonly T[] {
  if (removed.length === 0) return items;
  const gone = new Set(removed.map(keyOf));
  const behind = new Map<number | undefined, T[]>();
  let anchor: number | undefined;
  for (const row of before) {
    const key = keyOf(row);
    if (gone.has(key)) behind.set(anchor, [...(behind.get(anchor) ?? []), row]);
    else anchor = key;
  }
  const rows = [...(behind.get(undefined) ?? [])];
  for (const item of items) rows.push(item, ...(behind.get(keyOf(item)) ?? []));
  return rows;
}

/** The changes of those rows of a list that belong to a part of it, which rows can enter and leave. */
export function changesWithin<T>(
  { items, added, changed, removed, initial }: ListChanges<T>,
  belongs: (row: T) => boolean,
): ListChanges<T> {
  const entered = changed.filter(({ before, after }) => !belongs(before) && belongs(after));
  const left = changed.filter(({ before, after }) => belongs(before) && !belongs(after));
  return {
    items: items.filter(belongs),
    added: [...added.filter(belongs), ...entered.map(({ after }) => after)],
    changed: changed.filter(({ before, after }) => belongs(before) && belongs(after)),
    removed: [...removed.filter(belongs), ...left.map(({ before }) => before)],
    initial,
  };
}
