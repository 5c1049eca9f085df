import type { FilterableKey } from './filter';

/** Which way an attribute is sorted. */
export type SortDirection = 'asc' | 'desc';

/**
 * Attributes and which way they are sorted, first to last, e.g. `{ siteName: 'asc', dateModified: 'desc' }`.
 *
 * @typeParam T - one item
 */
export type SortBy<T> = Readonly<Partial<Record<FilterableKey<T>, SortDirection>>>;

/** An order in the API's syntax; editors offer the attributes, the compiler takes any text. */
export type SortText<T> = `${FilterableKey<T>},${'ASC' | 'DESC'}` | (string & {});

/**
 * What `sort` takes: attributes that the compiler checks, a text, or several of these, first to last.
 *
 * @typeParam T - one item
 */
export type Sort<T> = SortBy<T> | SortText<T> | readonly (SortBy<T> | SortText<T>)[];
