import type { Filter } from '../filters/filter';
import { filterText } from '../filters/filter-text';
import type { Sort } from '../filters/sort';
import { sortTexts } from '../filters/sort-texts';
import type { QueryValue } from '../http/query-params';
import type { PaginatorOptions } from '../pagination/paginator-options';
import type { ValidationOptions } from '../validation/reading-options';

/** An item of which nothing is known. */
type AnyItem = Readonly<Record<string, string | number | boolean>>;

/**
 * What every list takes.
 *
 * @typeParam T - one item
 */
export interface ListOptions<T extends object = AnyItem> extends PaginatorOptions, ValidationOptions {
  /**
   * Attributes and what they have to be, e.g. `{ siteId: 1, dateModified: gte(date) }`, a combination by `and` and
   * `or`, or a text in the API's syntax, e.g. `siteId==1;dateModified>=2024-01-01T00:00:00Z`.
   */
  readonly filter?: string | Filter<T>;
  /**
   * Order, e.g. `{ siteName: 'asc', dateModified: 'desc' }`, a text in the API's syntax, e.g. `dateModified,DESC`, or
   * several of these; applied one after the other. Ascending by the list's key without it.
   */
  readonly sort?: Sort<T>;
}

/**
 * What every list inside a study takes.
 *
 * @typeParam T - one item
 */
export interface StudyListOptions<T extends object = AnyItem> extends ListOptions<T> {
  /** Study to read; the context's default study key at the time of subscription without it. */
  readonly studyKey?: string;
}

/** Paginator options of a list with its natural key: its named options become query parameters beside the caller's own. */
export function toPaginatorOptions<T extends object>(
  options: ListOptions<T>,
  itemKey: string,
  own: Readonly<Record<string, QueryValue | readonly QueryValue[] | undefined>> = {},
): PaginatorOptions {
  const named = { filter: filterText(options.filter), sort: sortTexts(options.sort), ...own };
  const given = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
  return { itemKey, ...options, params: { ...options.params, ...given } };
}
