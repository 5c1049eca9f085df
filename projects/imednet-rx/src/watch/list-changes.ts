/** An item that changed. */
export interface ItemChange<T> {
  readonly before: T;
  readonly after: T;
}

/**
 * A watched list, and what changed in it since the emission before.
 *
 * All of it is frozen, since everybody who watches the same list shares it. An item that did not change is the very
 * object that it was.
 *
 * @typeParam T - one item
 */
export interface ListChanges<T> {
  /** The whole list as it is now, in its order. */
  readonly items: readonly T[];
  /** Items that are new in the list, in its order. */
  readonly added: readonly T[];
  /** Items that have another content now, in the order of the list. */
  readonly changed: readonly ItemChange<T>[];
  /** Items that are no longer in the list, as they were. */
  readonly removed: readonly T[];
  /** Whether this is the first emission, in which every item counts as added. */
  readonly initial: boolean;
}

const NONE: readonly never[] = Object.freeze([]);

/** What somebody is told who begins to watch now. */
export function initialChanges<T>(items: readonly T[]): ListChanges<T> {
  return Object.freeze({ items, added: items, changed: NONE, removed: NONE, initial: true });
}
