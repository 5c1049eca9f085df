import { asyncScheduler } from 'rxjs';
import type { PageProgress } from './page-progress';

/** Adds up what a run reads; runs through the parts of one list share one. */
export class RunProgress {
  readonly #itemsBefore: number;
  readonly #whole: { readonly total: number | null } | undefined;
  readonly #startedAt = asyncScheduler.now();
  #pages = 0;
  #items = 0;
  #bytes = 0;

  /**
   * @param itemsBefore - items that were read before the run, when it is resumed
   * @param whole - items of the whole list, where a page tells of a part only
   */
  constructor(itemsBefore: number, whole?: { readonly total: number | null }) {
    this.#itemsBefore = itemsBefore;
    this.#whole = whole;
  }

  /**
   * Takes in a page.
   *
   * @param items - items of the page
   * @param bytes - size of its body
   * @param totalByPage - items to read in all, as far as the page tells
   */
  add(items: number, bytes: number, totalByPage: number | null): PageProgress {
    const { total } = this.#whole ?? { total: totalByPage };
    this.#pages += 1;
    this.#items += items;
    this.#bytes += bytes;
    const elapsed = asyncScheduler.now() - this.#startedAt;
    const rate = elapsed > 0 ? (this.#items * 1000) / elapsed : 0;
    const done = this.#itemsBefore + this.#items;
    return {
      pages: this.#pages,
      items: done,
      total,
      bytes: this.#bytes,
      rate,
      eta: total === null || rate === 0 ? null : (Math.max(0, total - done) * 1000) / rate,
    };
  }
}
