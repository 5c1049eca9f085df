import type { Condition, FilterOperator } from './condition';

/** Attributes that a filter can compare: those with a plain value. */
export type FilterableKey<T> = {
  [K in keyof T & string]: Exclude<T[K], null | undefined> extends string | number | boolean ? K : never;
}[keyof T & string];

/** Names of attributes that hold dates. */
type DateKey = `date${string}` | `${string}Date`;

/** What an attribute can be compared with; a date attribute with a `Date` too. */
type ValueOf<T, K extends keyof T> =
  Exclude<T[K], null | undefined> extends string
    ? K extends DateKey
      ? string | Date
      : Exclude<T[K], null | undefined>
    : Exclude<T[K], null | undefined>;

type Comparison<V, O extends FilterOperator> = [V] extends [boolean]
  ? V | Condition<V, '==' | '!='>
  : V | Condition<V, O>;

/** Every operator of `filter`. */
type Operators = Exclude<FilterOperator, '=~'>;

/**
 * Items whose attributes are as told, all of them.
 *
 * @typeParam T - one item
 */
export type AttributeFilter<T> = { readonly [K in FilterableKey<T>]?: Comparison<ValueOf<T, K>, Operators> };

/** Records whose answers are as told, all of them. */
export type AnswerFilter<TData> = {
  readonly [K in keyof TData & string]?: AnswerComparison<Exclude<TData[K], null | undefined>>;
};

type AnswerComparison<V> = unknown extends V
  ? string | number | boolean | Date | Condition<string | number | boolean | Date>
  : Comparison<V, FilterOperator>;

/** Several filters in one; made by {@link and} and {@link or}. */
export class Combination<F> {
  constructor(
    readonly joint: 'and' | 'or',
    readonly parts: readonly (F | Combination<F>)[],
  ) {}
}

/** What `filter` takes beside a text: attributes, or a combination of such. */
export type Filter<T> = AttributeFilter<T> | Combination<AttributeFilter<T>>;

/** What `recordDataFilter` takes beside a text: answers, or a combination of such. */
export type DataFilter<TData extends object = Record<string, unknown>> =
  AnswerFilter<TData> | Combination<AnswerFilter<TData>>;

/**
 * All of several filters.
 *
 * @example
 * ```ts
 * const filter: Filter<Subject> = and({ siteId: 7 }, or({ subjectStatus: 'Enrolled' }, { deleted: true }));
 * ```
 */
export function and<F extends object>(...parts: readonly NoInfer<F | Combination<F>>[]): Combination<F> {
  return new Combination('and', parts);
}

/** At least one of several filters; otherwise as {@link and}. */
export function or<F extends object>(...parts: readonly NoInfer<F | Combination<F>>[]): Combination<F> {
  return new Combination('or', parts);
}
