import type { Placed } from './locate';
import type { PageCursor, PartitionCursor } from './page-cursor';

/** Keeps the position of each partition, and makes one cursor of all of them. */
export class PartCursors {
  readonly #parts: PartitionCursor[];
  readonly #query: string;

  /**
   * @param parts - all partitions as the run begins, the finished ones included
   * @param query - fingerprint of the query
   */
  constructor(parts: readonly PartitionCursor[], query: string) {
    this.#parts = [...parts];
    this.#query = query;
  }

  /**
   * Records that a page of a partition is finished.
   *
   * @param part - number of the partition
   * @param page - the page
   * @returns where all partitions can be resumed; `null` when each is finished
   */
  moved(part: number, { items, cursor }: Placed): PageCursor | null {
    const { from, until, ...before } = this.#parts[part] ?? { page: 0, items: 0 };
    this.#parts[part] = {
      ...{ page: before.page + 1, items: before.items + items },
      ...(from === undefined ? {} : { from }),
      ...(until === undefined ? {} : { until }),
      ...(cursor?.after === undefined ? { finished: true } : { after: cursor.after }),
    };
    if (this.#parts.every(({ finished }) => finished)) return null;
    const sum = (name: 'page' | 'items'): number =>
      this.#parts.reduce((total, { [name]: count }) => total + count, 0);
    return {
      ...{ version: 2, strategy: 'keyset', query: this.#query, page: sum('page'), items: sum('items') },
      partitions: [...this.#parts],
    };
  }
}
