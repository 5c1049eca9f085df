import { AsyncPaginator } from './async-paginator';
import type { PageRequest, ReadPage } from './page';
import { readList } from './read-list';

/**
 * {@link AsyncPaginator} for endpoints that answer with a bare JSON array.
 *
 * @typeParam T - one item
 *
 * @example
 * ```ts
 * for await (const site of new AsyncJsonListPaginator<Site>(client, '/api/v1/edc/studies/DEMO/sites')) {
 *   console.log(site.siteName);
 * }
 * ```
 */
export class AsyncJsonListPaginator<T> extends AsyncPaginator<T> {
  protected override read(body: unknown, request: PageRequest): ReadPage<T> {
    return readList(body, request);
  }
}
