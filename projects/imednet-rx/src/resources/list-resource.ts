import { defer, map, type Observable, type ObservableInput, type ObservedValueOf } from 'rxjs';
import { PaginationError } from '../errors/response-contract-error';
import type { QueryValue } from '../http/query-params';
import { routeTemplate } from '../http/route-template';
import { activeContext } from '../observability/telemetry';
import { IncrementalList } from '../incremental/incremental-list';
import type { SinceCursor } from '../incremental/since-cursor';
import type { Watermark } from '../incremental/watermark';
import type { ResourceName } from '../models/items-by-resource';
import type { Dated, DateFormat } from '../models/with-dates';
import type { Page } from '../pagination/page';
import type { PageAck } from '../pagination/page-ack';
import type { Paginator } from '../pagination/paginator';
import type { PaginatorOptions } from '../pagination/paginator-options';
import type { CommitOptions, ProcessPage } from '../pagination/process-options';
import type { Reading } from '../pagination/read-items';
import { ReadingPaginator } from '../pagination/reading-paginator';
import { asOperation, type Requestor } from '../pagination/requestor';
import type { ListChanges } from '../watch/list-changes';
import type { WatchRequest } from '../watch/watch-request';
import type { WatchSettings } from '../watch/watch-settings';
import { WatchesOnDemand } from '../watch/watches-on-demand';
import { type DateOptions, planReading, type ReadingOptions } from '../validation/reading-options';
import { withReading } from '../validation/with-reading';
import { type ListOptions, toPaginatorOptions } from './list-options';
import { keyOfItem } from './key-of-item';
import { type ItemKey, onlyItem } from './only-item';
import type { ListSinceOptions } from './since-options';

/** Where a list is, and what its items are known by. */
export interface ListPlace {
  readonly path: string;
  readonly studyKey?: string;
}

/** What chooses the items of a list, without how they are paged. */
export type SelectionOptions<O extends object> = Omit<
  O,
  Exclude<keyof PaginatorOptions | keyof ReadingOptions, 'params' | 'traceContext'>
>;

/** What matters of a list's options for one of its items. */
export type ItemOptions<O extends object> = Pick<
  O,
  ('studyKey' | 'traceContext' | 'numbers' | keyof ReadingOptions) & keyof O
>;

/** What chooses the items of a list that is watched, and how many of them come at once. */
export type WatchedOptions<O extends object> = SelectionOptions<O> & Pick<PaginatorOptions, 'pageSize'>;

/**
 * What can be done with each list of the API.
 *
 * @typeParam T - one item
 * @typeParam O - options of the list
 * @typeParam K - the items' key
 */
export abstract class ListResource<T extends object, O extends ListOptions<T>, K extends ItemKey = number> {
  /** Name of the list, as in its path. */
  protected abstract readonly name: ResourceName;
  /** Name of the attribute that tells items apart. */
  protected abstract readonly itemKey: string;
  /** Whether it is a whole number, so that the list can be paged by it. */
  protected readonly keyIsNumber: boolean = true;
  protected readonly client: Requestor;
  readonly #watches = new WatchesOnDemand<T>();

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
  list<D extends DateFormat = 'string'>(options?: O & DateOptions<D>): Observable<Dated<T, D>> {
    return this.read('list', options, (list: Paginator<Dated<T, D>>) => list.items());
  }

  /** Streams the items as whole pages; otherwise as {@link list}. */
  pages<D extends DateFormat = 'string'>(options?: O & DateOptions<D>): Observable<Page<Dated<T, D>>> {
    return this.read('pages', options, (list: Paginator<Dated<T, D>>) => list.pages());
  }

  /**
   * Works through the items at the consumer's pace: a page is requested only when one before it is done.
   *
   * @typeParam D - how dates are given
   * @typeParam W - what the work returns
   * @param work - the work on one page, e.g. a database write or the conversion of its rows
   * @param options - as {@link list}, and `concurrency`: pages worked on at the same time, 1 by default. `commit`: stores
   *   what the work has emitted together with the cursor, so that each row is stored exactly once
   * @returns cold; emits an acknowledgement per page, in order, when it is done and committed, and completes after the
   *   last
   *
   * @example
   * ```ts
   * imednet.records
   *   .process((page) => database.insert(page.items), { studyKey: 'DEMO', pageSize: 500, prefetch: 2 })
   *   .subscribe((ack) => console.log(`page ${ack.page} is stored`));
   * ```
   */
  process<D extends DateFormat = 'string', W extends ObservableInput<unknown> = ObservableInput<unknown>>(
    work: (page: ProcessPage<Dated<T, D>>) => W,
    options?: O & CommitOptions<ObservedValueOf<W>> & DateOptions<D>,
  ): Observable<PageAck> {
    return this.read('process', options, (list: Paginator<Dated<T, D>>) => list.process(work, options));
  }

  /**
   * Asks for one item by its key.
   *
   * The API finds items by filter only; an answer that holds another item is refused.
   *
   * @param key - of the item; where it is a number, its decimal digits as a string stand for it
   * @param options - study, and how the item is read
   * @returns cold; emits the item and completes; errors with a `NotFoundError` when there is none, with an
   *   `InvalidArgumentError` for what can't be such a key
   *
   * @example
   * ```ts
   * imednet.subjects.get(4711, { studyKey: 'DEMO' }).subscribe((subject) => console.log(subject.subjectStatus));
   * ```
   */
  get<D extends DateFormat = 'string'>(
    key: ItemKey,
    options?: ItemOptions<O> & DateOptions<D>,
  ): Observable<Dated<T, D>> {
    return defer(() => {
      const attribute = this.attributeOf(key);
      const isItemKey = attribute === this.itemKey;
      const { filter, only } = onlyItem<Dated<T, D>>(
        attribute,
        keyOfItem(attribute, key, this.keyIsNumber && isItemKey),
        isItemKey ? undefined : this.itemKey,
      );
      const route = routeTemplate(this.place({ ...options } as O).path);
      // Two, so that a server that ignores the filter is noticed.
      const alone = { ...options, filter, pageSize: 2, maxPages: 1 } as unknown as O;
      return this.read('get', alone, (list: Paginator<Dated<T, D>>) => list.pages()).pipe(
        map((page) => only(page, route)),
      );
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
    const one = { ...options, validate: 'off', pageSize: 1, maxPages: 1 } as unknown as O;
    return this.read('count', one, (list) => list.pages()).pipe(
      map(({ totalElements }) => {
        if (totalElements !== null) return totalElements;
        throw new PaginationError(
          'The server does not tell how many items there are. Read the list instead.',
        );
      }),
    );
  }

  /**
   * Polls the list, and tells what changed in it.
   *
   * Everybody who watches the same list of the same resource shares one poll and one copy of it, which is in memory.
   * A poll that fails in a way that may pass is tried again, later and later; the status tells.
   *
   * @param options - study, filters, order, page size (500 items by default)
   * @param settings - `every`: ms between the end of a poll and the beginning of the next, 1,000 or more; where several
   *   watch the same list, the least counts. `statusSubscriber`: told how the watch is doing. `visible$`: pauses it
   * @returns cold; emits the list as it is, with every item as added, then what each poll finds changed; never completes.
   *   Errors with an `InvalidArgumentError` before anything is sent, and with a typed error that waiting does not mend
   *
   * @example
   * ```ts
   * imednet.subjects
   *   .watch({ studyKey: 'DEMO', filter: { subjectStatus: 'Enrolled' } }, { every: 30_000 })
   *   .subscribe(({ items, added, removed }) => console.log(items.length, added.length, removed.length));
   * ```
   * @see {@link https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ | Exponential Backoff And Jitter}
   */
  watch(options: WatchedOptions<O>, settings: WatchSettings): Observable<ListChanges<T>> {
    return defer(() => {
      const chosen = options as unknown as O;
      const place = this.place(chosen);
      // Who shares a poll shares its items too, so that they are read as the client says.
      const reading = this.readingOf<T>({});
      const request: WatchRequest<T> = {
        ...{ path: place.path, itemKey: this.itemKey, keyIsNumber: this.keyIsNumber },
        options: toPaginatorOptions(chosen, this.itemKey, this.ownParams(chosen)),
        traceContext: activeContext(),
        read: (paging, work) =>
          this.open('watch', place, paging, reading, (list: Paginator<T>) => {
            // The watch reads a list that drifts again, so that there is nothing to warn of.
            list.drift$.subscribe();
            return work(list.pages());
          }),
      };
      return this.#watches.join(request, { ...settings }, this.client);
    });
  }

  /**
   * Reads what is new, changed or deleted since the last time.
   *
   * Lists with a modification date are read from the watermark's date, append-only lists after its key; lists with
   * neither (studies, users, codings) are read and compared as a whole. Rows that the server removes are reported for
   * records, and where the whole list is compared; in other lists, only a row that is marked as deleted is.
   *
   * @param from - watermark from the last acknowledgement of the run before, or cursor of an interrupted run, with the
   *   same study and filters; `null` to begin with all rows, into an empty copy
   * @param options - study, filters, page size; `overlap` in ms: how late a change may become visible, 60,000 by
   *   default. A filter must hold no OR, `dateModified` or key
   * @returns a list to be worked through with `process`, which also reports what is wrong with the options
   *
   * @example
   * ```ts
   * imednet.queries
   *   .since(await storage.load(), { studyKey: 'DEMO' })
   *   .process(({ items, deleted }) => database.apply(deleted, items))
   *   .subscribe(({ cursor, watermark }) => storage.save(watermark ?? cursor));
   * ```
   */
  since<D extends DateFormat = 'string'>(
    from: Watermark | SinceCursor | null,
    options?: ListSinceOptions<O> & DateOptions<D>,
  ): IncrementalList<Dated<T, D>, K> {
    return new IncrementalList(this.client, from, () => {
      const chosen = { ...options } as unknown as O;
      return {
        ...this.place(chosen),
        ...{ resource: this.name, itemKey: this.itemKey, keyIsNumber: this.keyIsNumber },
        reading: this.readingOf(chosen),
        options: toPaginatorOptions(chosen, this.itemKey, this.ownParams(chosen)),
      };
    });
  }

  /** Reads the list as one operation; its items are what the options make of them. */
  protected read<R, I = T>(
    verb: string,
    options: O = {} as O,
    read: (list: Paginator<I>) => Observable<R>,
  ): Observable<R> {
    return defer(() => {
      const paging = toPaginatorOptions(options, this.itemKey, this.ownParams(options));
      return this.open(verb, this.place(options), paging, this.readingOf<I>(options), read);
    });
  }

  /** The same for a list whose place, parameters and way to read items are settled. */
  protected open<R, I>(
    verb: string,
    { path, studyKey }: ListPlace,
    paging: PaginatorOptions,
    reading: Reading<I>,
    read: (list: Paginator<I>) => Observable<R>,
  ): Observable<R> {
    const operation = { name: `${this.name}.${verb}`, ...(studyKey === undefined ? {} : { studyKey }) };
    const opened = (client: Requestor): Observable<R> =>
      reading(client, (readItems) => read(new ReadingPaginator(client, path, paging, readItems)));
    return asOperation(this.client, operation, opened, paging);
  }

  /** How items are read, as the options and the client say. */
  protected readingOf<I>(options: ReadingOptions): Reading<I> {
    const plan = planReading(options, this.client.validate);
    return (client, run) => withReading(this.name, plan, client, run);
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
