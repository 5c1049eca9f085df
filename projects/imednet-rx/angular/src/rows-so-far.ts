import type { Page } from 'imednet-rx';

/** What a stream's values hold: the items of its pages, or the values themselves. */
export type RowOf<V> = V extends Page<infer T> ? T : V;

/** A stream as far as it has come. */
export interface RowsState<T> {
  /** Number of rows. */
  readonly count: number;
  /** Rows that there are to read, as far as the pages told; `null` when none did. */
  readonly total: number | null;
  readonly phase: 'streaming' | 'complete' | 'error';
  readonly error: unknown;
  /** Copies the rows; the same array each time. */
  readonly rows: () => readonly T[];
}

/**
 * Gathers what a stream gives, one array for all of it.
 *
 * A state costs nothing but a small object, however many rows there are: rows are only ever added to the end,
 * so that a number says which of them belong to it, and they are copied for who asks.
 */
export class RowsSoFar<V> {
  readonly #rows: RowOf<V>[] = [];
  #total: number | null = null;
  #phase: RowsState<unknown>['phase'] = 'streaming';
  #error: unknown;

  next(value: V): void {
    if (!isPage(value)) {
      this.#rows.push(value as RowOf<V>);
      return;
    }
    for (const item of value.items) this.#rows.push(item as RowOf<V>);
    // Behind a key a page tells what is left, and a part what is behind its begin: the most is the whole.
    if (value.totalElements !== null) this.#total = Math.max(this.#total ?? 0, value.totalElements);
  }

  complete(): void {
    this.#phase = 'complete';
  }

  fail(error: unknown): void {
    this.#phase = 'error';
    this.#error = error;
  }

  get state(): RowsState<RowOf<V>> {
    const all = this.#rows;
    const count = all.length;
    let copy: readonly RowOf<V>[] | undefined;
    return {
      count,
      total: this.#total,
      phase: this.#phase,
      error: this.#error,
      rows: () => (copy ??= all.slice(0, count)),
    };
  }
}

/** No row of the API has these members; a page has them all. */
function isPage(value: unknown): value is Page<unknown> {
  const page = value as Partial<Page<unknown>> | null | undefined;
  return (
    typeof page === 'object' &&
    page !== null &&
    Array.isArray(page.items) &&
    typeof page.page === 'number' &&
    typeof page.size === 'number' &&
    'totalElements' in page &&
    'totalPages' in page
  );
}
