import { defaultIfEmpty, map, type Observable } from 'rxjs';
import { PaginationError } from '../errors/response-contract-error';
import { filterDate } from '../filters/filter-date';
import type { QueryParams } from '../http/query-params';
import { readApiDate } from '../models/api-date';
import { withCondition } from '../pagination/filter-conditions';
import { keysetCursor } from '../pagination/keyset-cursor';
import type { PageCursor } from '../pagination/page-cursor';
import { Paginator } from '../pagination/paginator';
import type { PaginatorOptions } from '../pagination/paginator-options';
import type { Requestor } from '../pagination/requestor';

/** Which list, and what its rows are known and dated by. */
export interface DatedListOptions extends Omit<PaginatorOptions, 'itemKey' | 'strategy'> {
  readonly path: string;
  /** Name of the rows' key, an integer that never changes. */
  readonly key: string;
  /** Name of the date that a row gets when it changes. */
  readonly date: string;
}

/**
 * A list that is read by the date of its rows.
 *
 * Never in the order of the date: a row that changes meanwhile would move behind the reader, and the rows
 * behind it up, past it.
 *
 * @typeParam T - one row
 */
export class DatedList<T> {
  readonly #client: Requestor;
  readonly #options: DatedListOptions;

  constructor(client: Requestor, options: DatedListOptions) {
    this.#client = client;
    this.#options = options;
  }

  /**
   * Reads the rows in the order of their keys.
   *
   * @param from - date from which on rows are wanted, in ms since 1970; all without it
   * @param resumeFrom - cursor of the last page that is done
   * @throws InvalidArgumentError when the options don't allow for it
   */
  since(from?: number, resumeFrom?: PageCursor | null): Paginator<T> {
    const { params } = this.#options;
    return this.#read(from === undefined ? params : { ...params, filter: this.#filter(from) }, resumeFrom);
  }

  /**
   * Reads the rows after a key, in the order of their keys.
   *
   * @param after - the key; `null` to read all
   * @param resumeFrom - cursor of the last page that is done, which counts then
   * @throws InvalidArgumentError when the options don't allow for it
   */
  after(after: number | null, resumeFrom?: PageCursor | null): Paginator<T> {
    const { path, key, params, ...options } = this.#options;
    const start = after === null ? null : keysetCursor(path, { ...options, params, itemKey: key }, after);
    return this.#read(params, resumeFrom ?? start);
  }

  /**
   * Requests the newest date there is.
   *
   * @param from - date from which on it matters, in ms since 1970
   * @returns emits the date in ms since 1970, or `from` when no row is as new; errors with a
   *   `PaginationError` when it can't be read, since what changes later could then not be distinguished from it
   */
  newest(from: number): Observable<number> {
    const { date } = this.#options;
    return this.#first(this.#filter(from), date).pipe(
      map((row) => {
        const newest = readApiDate(row[date]);
        if (newest !== undefined) return newest;
        throw new PaginationError(
          `The newest ${date} is not a date of the form YYYY-MM-DD HH:MM:SS, so changes can't be found by it. ` +
            'Read the whole list instead, and report this to the vendor.',
        );
      }),
      defaultIfEmpty(from),
    );
  }

  /**
   * Requests the last key of the rows that are older than a date.
   *
   * @param before - the date, in ms since 1970
   * @returns emits the key; `null` when no row is as old, or the server ignores the filter
   */
  lastKey(before: number): Observable<number | null> {
    const { key, date } = this.#options;
    return this.#first(this.#filter(before, '<'), key).pipe(
      map((row) => {
        const isOlder = (readApiDate(row[date]) ?? Infinity) < before;
        return isOlder && Number.isSafeInteger(row[key]) ? Number(row[key]) : null;
      }),
      defaultIfEmpty(null),
    );
  }

  /** Requests the row that comes last by an attribute; nothing where no row passes the filter. */
  #first(filter: string, attribute: string): Observable<Readonly<Record<string, unknown>>> {
    const { path, key, sizeParam = 'size', ...options } = this.#options;
    return new Paginator<Readonly<Record<string, unknown>>>(this.#client, path, {
      ...{ ...options, itemKey: key, strategy: 'offset', sizeParam, pageSize: 1, maxItems: 1 },
      progressSubscriber: undefined,
      params: {
        ...{ ...options.params, [sizeParam]: undefined, limit: undefined },
        ...{ filter, sort: `${attribute},DESC` },
      },
    }).items();
  }

  #read(params: QueryParams | undefined, resumeFrom: PageCursor | null | undefined): Paginator<T> {
    const { path, key, ...options } = this.#options;
    return new Paginator<T>(this.#client, path, {
      ...{ ...options, itemKey: key, strategy: 'keyset' },
      ...(params && { params }),
      ...(resumeFrom && { resumeFrom }),
    });
  }

  #filter(date: number, operator: '>=' | '<' = '>='): string {
    const filter = this.#options.params?.['filter'];
    return withCondition(
      typeof filter === 'string' ? filter : undefined,
      `${this.#options.date}${operator}${filterDate(date)}`,
    );
  }
}
