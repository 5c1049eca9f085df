import { defer, map, type Observable, type ObservableInput } from 'rxjs';
import { PaginationError } from '../errors/client-error';
import type { QueryValue } from '../http/query-params';
import { routeTemplate } from '../http/route-template';
import type { Page } from '../pagination/page';
import type { PageAck } from '../pagination/page-ack';
import { Paginator, type ProcessOptions } from '../pagination/paginator';
import type { PaginatorOptions } from '../pagination/paginator-options';
import { asOperation, type Requestor } from '../pagination/requestor';
import { type ListOptions, toPaginatorOptions } from './list-options';
import { type ItemKey, onlyItem } from './only-item';

/** Where a list is, and what its items are known by. */
export interface ListPlace {
  readonly path: string;
  readonly studyKey?: string;
}

/** What chooses the items of a list, without how they are paged. */
export type SelectionOptions<O extends object> = Omit<
  O,
  Exclude<keyof PaginatorOptions, 'params' | 'traceContext'>
>;

/**
 * What can be done with each list of the API.
 *
 * @typeParam T - one item
 * @typeParam O - options of the list
 */
export abstract class ListResource<T extends object, O extends ListOptions<T>> {
  /** Name of the list, as in its path. */
  protected abstract readonly name: string;
  /** Name of the attribute that tells items apart. */
  protected abstract readonly itemKey: string;
  protected readonly client: Requestor;

  /** @param client - sends the requests */
  constructor(client: Requestor) {
    this.client = client;
  }

  /**
   * Streams the items.
   *
   * @param options - study, filters, order, paging
   * @returns cold; emits each item, page by page, and completes behind the last; errors with a typed error, a
   *   `ConfigurationError` when a study key is needed and there is none
   *
   * @example
   * ```ts
   * imednet.sites.list({ studyKey: 'DEMO' }).subscribe((site) => console.log(site.siteName));
   * ```
   */
  list(options?: O): Observable<T> {
    return this.read('list', options, (list) => list.items());
  }

  /** Streams the items as whole pages; otherwise as {@link list}. */
  pages(options?: O): Observable<Page<T>> {
    return this.read('pages', options, (list) => list.pages());
  }

  /**
   * Works through the items at the consumer's pace: a page is requested only when one before it is done.
   *
   * @param project - the work on one page, e.g. a database write; its completion counts
   * @param options - as {@link list}, and `concurrency`: pages worked on at the same time, 1 by default
   * @returns cold; emits an acknowledgement per page, in order, and completes behind the last
   *
   * @example
   * ```ts
   * imednet.records
   *   .process((page) => database.insert(page.items), { studyKey: 'DEMO', pageSize: 500, prefetch: 2 })
   *   .subscribe((ack) => console.log(`page ${ack.page} is stored`));
   * ```
   */
  process(
    project: (page: Page<T>) => ObservableInput<unknown>,
    options?: O & ProcessOptions,
  ): Observable<PageAck> {
    return this.read('process', options, (list) => list.process(project, options));
  }

  /**
   * Asks for one item by its key.
   *
   * The API finds items by filter only; an answer that holds another item is refused.
   *
   * @param key - of the item
   * @param options - study
   * @returns cold; emits the item and completes; errors with a `NotFoundError` when there is none
   *
   * @example
   * ```ts
   * imednet.subjects.get(4711, { studyKey: 'DEMO' }).subscribe((subject) => console.log(subject.subjectStatus));
   * ```
   */
  get(key: ItemKey, options?: Pick<O, ('studyKey' | 'traceContext') & keyof O>): Observable<T> {
    return defer(() => {
      const attribute = this.attributeOf(key);
      const { filter, only } = onlyItem<T>(attribute, key);
      const route = routeTemplate(this.place({ ...options } as O).path);
      // Two, so that a server that ignores the filter is noticed.
      const alone = { ...options, filter, pageSize: 2, maxPages: 1 } as unknown as O;
      return this.read('get', alone, (list) => list.pages()).pipe(map((page) => only(page, route)));
    });
  }

  /**
   * Counts the items, with one request.
   *
   * @param options - study, filters
   * @returns cold; emits the number and completes; errors with a `PaginationError` when the server does not tell
   *
   * @example
   * ```ts
   * imednet.queries.count({ studyKey: 'DEMO' }).subscribe((open) => console.log(open));
   * ```
   */
  count(options?: SelectionOptions<O>): Observable<number> {
    const one = { ...options, pageSize: 1, maxPages: 1 } as unknown as O;
    return this.read('count', one, (list) => list.pages()).pipe(
      map(({ totalElements }) => {
        if (totalElements !== null) return totalElements;
        throw new PaginationError(
          'The server does not tell how many items there are. Read the list instead.',
        );
      }),
    );
  }

  /** Reads the list as one operation. */
  protected read<R>(
    verb: string,
    options: O = {} as O,
    read: (list: Paginator<T>) => Observable<R>,
  ): Observable<R> {
    return defer(() => {
      const { path, studyKey } = this.place(options);
      const paging = toPaginatorOptions(options, this.itemKey, this.ownParams(options));
      const operation = { name: `${this.name}.${verb}`, ...(studyKey === undefined ? {} : { studyKey }) };
      return asOperation(
        this.client,
        operation,
        (client) => read(new Paginator(client, path, paging)),
        options,
      );
    });
  }

  /** Where the list is, as the options and the context say at the time of subscription. */
  protected abstract place(options: O): ListPlace;

  /** Parameters that this list has and others have not. */
  protected ownParams(_options: O): Readonly<Record<string, QueryValue | undefined>> {
    return {};
  }

  /** Name of the attribute that holds a key. */
  protected attributeOf(_key: ItemKey): string {
    return this.itemKey;
  }
}
