import type { PageCursor } from './page-cursor';
import { planPages } from './page-plan';
import type { PaginatorOptions } from './paginator-options';

/**
 * Creates the cursor with which a keyset list begins after a key.
 *
 * @param path - path of the list
 * @param options - options with which the list will be read
 * @param after - the key
 * @throws InvalidArgumentError for an invalid or contradictory option
 */
export function keysetCursor(path: string, options: PaginatorOptions, after: number): PageCursor {
  const { query } = planPages(path, { ...options, strategy: 'keyset' });
  return { version: 2, strategy: 'keyset', query, page: 0, items: 0, after };
}
