import type { QueryValue } from '../http/query-params';
import type { PaginatorOptions } from '../pagination/paginator-options';

/** What every list takes. */
export interface ListOptions extends PaginatorOptions {
  /** Filter in the API's syntax, e.g. `siteId==1;dateModified>=2024-01-01T00:00:00Z`. */
  readonly filter?: string;
  /** Order, e.g. `dateModified,DESC`; several are applied one after the other. */
  readonly sort?: string | readonly string[];
}

/** What every list inside a study takes. */
export interface StudyListOptions extends ListOptions {
  /** Study to read; the context's default study key at the time of subscription without it. */
  readonly studyKey?: string;
}

/** Paginator options of a list with its natural key: its named options become query parameters beside the caller's own. */
export function toPaginatorOptions(
  options: ListOptions,
  itemKey: string,
  own: Readonly<Record<string, QueryValue | readonly QueryValue[] | undefined>> = {},
): PaginatorOptions {
  const named = { filter: options.filter, sort: options.sort, ...own };
  const given = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
  return { itemKey, ...options, params: { ...options.params, ...given } };
}
