import { PaginationError } from '../errors/response-contract-error';
import { fnv1a64 } from './fnv1a64';
import { jsonText } from './json-text';
import type { Page } from './page';

/** Fingerprints that are kept, so that memory is bounded however long the list is. */
const MOST_FINGERPRINTS = 1000;

/**
 * Recognises a page that is the same as an earlier one of the run.
 *
 * A list without totals is read until an empty page, which never arrives from a server that ignores the page number,
 * begins again after the last page, or returns that page for every later number.
 */
export class RepeatedPages<T> {
  readonly #itemKey: string | undefined;
  readonly #seen = new Set<string>();
  #furthest = -1;

  /** @param itemKey - name of the natural key; without it, pages are compared by their content */
  constructor(itemKey: string | undefined) {
    this.#itemKey = itemKey;
  }

  /** @throws PaginationError for a repeated page; a page that was read again on purpose is not checked */
  check(page: Page<T>): void {
    if (!this.#isRepeated(page, (items) => jsonText(this.#keysOf(items) ?? items))) return;
    throw new PaginationError(
      `Page ${String(page.page)} repeats an earlier page: the server ignores the page number. ` +
        'If it returns the whole list in one response, request that page alone (`params: { page: 0 }`).',
    );
  }

  /**
   * Whether a page begins and ends with the same items as an earlier one: what can be told of items without a key, at the
   * cost of two of them.
   */
  hasEdgesOfEarlier(page: Page<T>): boolean {
    return this.#isRepeated(page, (items) => {
      try {
        return jsonText([items.length, items[0], items.at(-1)]);
      } catch {
        // Items that can't be compared are emitted as they are.
        return undefined;
      }
    });
  }

  #isRepeated({ page, items }: Page<T>, textOf: (items: readonly T[]) => string | undefined): boolean {
    if (items.length === 0 || page <= this.#furthest) return false;
    this.#furthest = page;
    const text = textOf(items);
    if (text === undefined) return false;
    const fingerprint = fnv1a64(text);
    if (this.#seen.has(fingerprint)) return true;
    if (this.#seen.size === MOST_FINGERPRINTS) this.#forgetOldest();
    this.#seen.add(fingerprint);
    return false;
  }

  /** Keeps the first one: with it a list begins again. */
  #forgetOldest(): void {
    const [, oldest = ''] = this.#seen;
    this.#seen.delete(oldest);
  }

  #keysOf(items: readonly T[]): readonly unknown[] | undefined {
    const key = this.#itemKey;
    if (key === undefined) return undefined;
    const keys = items.map((item) => (item as Readonly<Record<string, unknown>> | null)?.[key]);
    return keys.every((value) => typeof value === 'number' || typeof value === 'string') ? keys : undefined;
  }
}
