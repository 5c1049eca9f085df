import type { PageCursor, PartitionCursor } from './page-cursor';

/** Keeps where each part of a list can be gone on with, and makes one cursor of all of them. */
export class PartCursors {
  readonly #parts: (PartitionCursor | null)[];
  readonly #query: string;
  #page: number;
  #items: number;

  /**
   * @param parts - the parts as the run begins
   * @param query - fingerprint of the query
   * @param before - pages and items before the run
   */
  constructor(
    parts: readonly PartitionCursor[],
    query: string,
    before: { readonly page: number; readonly items: number },
  ) {
    this.#parts = [...parts];
    this.#query = query;
    this.#page = before.page;
    this.#items = before.items;
  }

  /**
   * Takes in that a page of a part is done.
   *
   * @param part - number of the part
   * @param page - its items, and where the part can be gone on with; `null` behind its last page
   * @returns where all parts can be gone on with; `null` when each is finished
   */
  moved(
    part: number,
    { items, cursor }: { readonly items: number | readonly unknown[]; readonly cursor?: PageCursor | null },
  ): PageCursor | null {
    const until = this.#parts[part]?.until;
    this.#parts[part] = cursor
      ? {
          ...{ page: cursor.page, items: cursor.items },
          ...(cursor.after === undefined ? {} : { after: cursor.after }),
          ...(until === undefined ? {} : { until }),
        }
      : null;
    this.#page += 1;
    this.#items += typeof items === 'number' ? items : items.length;
    const partitions = this.#parts.filter((left) => left !== null);
    if (partitions.length === 0) return null;
    return {
      ...{ version: 1, strategy: 'keyset', query: this.#query, page: this.#page, items: this.#items },
      partitions,
    };
  }
}
