/** Where rows are inserted or deleted. */
export type CollectionEnd = 'start' | 'end';

/**
 * A list whose original rows are regenerated on each read; only inserted and replaced rows are stored.
 *
 * Rows are ordered by a unique number, so a row is found by bisection and a million untouched rows
 * occupy no memory.
 */
export class LazyCollection<T extends object> implements Iterable<T> {
  #head: T[] = [];
  #tail: T[] = [];
  readonly #replaced = new Map<number, T>();
  #from = 0;
  #to: number;
  #version = 0;
  #attributes: ReadonlyMap<string, unknown> | undefined;
  /** The property that orders the rows, ascending. */
  readonly orderedBy: string;

  constructor(
    size: number,
    readonly generate: (index: number) => T,
    orderedBy: keyof T & string,
  ) {
    this.#to = size;
    this.orderedBy = orderedBy;
  }

  get length(): number {
    return this.#head.length + (this.#to - this.#from) + this.#tail.length;
  }

  /** Grows with each change. */
  get version(): number {
    return this.#version;
  }

  /** The properties of a row, each with an example value that tells its type. */
  get attributes(): ReadonlyMap<string, unknown> {
    return (this.#attributes ??= new Map(Object.entries(this.generate(0))));
  }

  at(position: number): T {
    const index = position - this.#head.length + this.#from;
    const row =
      position < this.#head.length
        ? this.#head[position]
        : index < this.#to
          ? (this.#replaced.get(index) ?? this.generate(index))
          : this.#tail[index - this.#to];
    if (!row || position < 0) throw new RangeError(`no row at ${position}`);
    return row;
  }

  slice(from: number, to: number): T[] {
    const rows: T[] = [];
    for (let position = from; position < Math.min(to, this.length); position++) rows.push(this.at(position));
    return rows;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let position = 0; position < this.length; position++) yield this.at(position);
  }

  /** The position of the row with this key, or -1. */
  positionOf(key: number): number {
    const position = this.firstPosition((each) => each >= key);
    return position < this.length && this.#keyAt(position) === key ? position : -1;
  }

  /** The position of the first row whose key passes, where all behind it pass too; `length` if none does. */
  firstPosition(passes: (key: number) => boolean): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (passes(this.#keyAt(middle))) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #keyAt(position: number): number {
    return Number((this.at(position) as Record<string, unknown>)[this.orderedBy]);
  }

  insert(rows: readonly T[], at: CollectionEnd): void {
    if (at === 'start') this.#head = [...rows, ...this.#head];
    else for (const row of rows) this.#tail.push(row);
    this.#version++;
  }

  replace(position: number, row: T): void {
    const index = position - this.#head.length + this.#from;
    if (position < this.#head.length) this.#head[position] = row;
    else if (index < this.#to) this.#replaced.set(index, row);
    else this.#tail[index - this.#to] = row;
    this.#version++;
  }

  /** Removes up to `count` rows and returns them. */
  remove(count: number, at: CollectionEnd): T[] {
    const size = Math.min(count, this.length);
    const removed = at === 'start' ? this.slice(0, size) : this.slice(this.length - size, this.length);
    if (at === 'start') this.#removeFromStart(size);
    else this.#removeFromEnd(size);
    this.#version++;
    return removed;
  }

  #removeFromStart(count: number): void {
    const fromHead = Math.min(count, this.#head.length);
    this.#head.splice(0, fromHead);
    const fromBase = Math.min(count - fromHead, this.#to - this.#from);
    this.#from += fromBase;
    this.#tail.splice(0, count - fromHead - fromBase);
  }

  #removeFromEnd(count: number): void {
    const fromTail = Math.min(count, this.#tail.length);
    this.#tail.splice(this.#tail.length - fromTail);
    const fromBase = Math.min(count - fromTail, this.#to - this.#from);
    this.#to -= fromBase;
    const fromHead = count - fromTail - fromBase;
    this.#head.splice(this.#head.length - fromHead);
  }
}
