/** How dates are given: as the texts that the API sends, or as `Date`. */
export type DateFormat = 'string' | 'Date';

/** Whether a name is that of a date; some hold the name of a variable that holds the date. */
type IsDateName<K> = K extends 'actualDate' | 'windowCalculationDate'
  ? false
  : K extends 'date' | `date${string}` | `${string}Date`
    ? true
    : false;

/** How the API writes a date: as text, or in parts. */
type Written = string | readonly number[];

/** Members that hold dates, or items that do; answers of patients are nobody's to interpret. */
type DatedKey<T> = {
  [K in keyof T & string]-?: K extends 'recordData'
    ? never
    : IsDateName<K> extends true
      ? [Extract<T[K], Written>] extends [never]
        ? never
        : K
      : T[K] extends readonly (infer E extends object)[]
        ? [DatedKey<E>] extends [never]
          ? never
          : K
        : never;
}[keyof T & string];

/**
 * An item whose dates are given as `Date`; what may be `null` or absent still may.
 *
 * @typeParam T - one item, as the API sends it
 */
export type WithDates<T> = {
  [K in keyof T]: K extends DatedKey<T>
    ? IsDateName<K> extends true
      ? Exclude<T[K], Written> | Date
      : T[K] extends readonly (infer E)[]
        ? readonly WithDates<E>[]
        : never
    : T[K];
};

/**
 * An item with its dates as they are asked for.
 *
 * @typeParam T - one item, as the API sends it
 */
export type Dated<T, D extends DateFormat> = D extends 'Date' ? WithDates<T> : T;

/** Which members of an item hold dates: `true`, or those of the items that it holds. */
export type DateFields<T> = {
  readonly [K in DatedKey<T>]: IsDateName<K> extends true
    ? true
    : T[K] extends readonly (infer E)[]
      ? DateFields<E>
      : never;
};
