import type { PageRequest, ReadPage } from './page';
import { Paginator } from './paginator';
import { readList } from './read-list';

/**
 * {@link Paginator} for endpoints that answer with a bare JSON array.
 *
 * An empty page ends the list.
 *
 * @typeParam T - one item
 *
 * @example
 * ```ts
 * new JsonListPaginator<Site>(client, '/api/v1/edc/studies/DEMO/sites').items().subscribe(console.log);
 * ```
 */
export class JsonListPaginator<T> extends Paginator<T> {
  protected override read(body: unknown, request: PageRequest): ReadPage<T> {
    return readList(body, request);
  }
}
