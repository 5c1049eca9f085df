import { InvalidArgumentError } from '../errors/client-error';
import type { FilterScalar } from './filter-value';

/** How an attribute is compared; `=~` (contains) is for `recordDataFilter` alone. */
export type FilterOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | '=~';

/**
 * What one attribute has to be.
 *
 * @typeParam V - type of the attribute
 * @typeParam O - the operator
 */
export class Condition<V, O extends FilterOperator = FilterOperator> {
  /**
   * @param operator - compares
   * @param values - one of them has to fit
   */
  constructor(
    readonly operator: O,
    readonly values: readonly V[],
  ) {}
}

/** Equal to a value, which may as well stand alone. */
export function eq<V extends FilterScalar>(value: V): Condition<V, '=='> {
  return new Condition('==', [value]);
}

/** Anything but a value. */
export function ne<V extends FilterScalar>(value: V): Condition<V, '!='> {
  return new Condition('!=', [value]);
}

/** Less than a value, or earlier than a date. */
export function lt<V extends string | number | Date>(value: V): Condition<V, '<'> {
  return new Condition('<', [value]);
}

/** Less than a value or equal to it; until a date. */
export function lte<V extends string | number | Date>(value: V): Condition<V, '<='> {
  return new Condition('<=', [value]);
}

/** Greater than a value, or later than a date. */
export function gt<V extends string | number | Date>(value: V): Condition<V, '>'> {
  return new Condition('>', [value]);
}

/** Greater than a value or equal to it; since a date. */
export function gte<V extends string | number | Date>(value: V): Condition<V, '>='> {
  return new Condition('>=', [value]);
}

/**
 * Equal to one of several values.
 *
 * @throws InvalidArgumentError without any: it would match nothing
 *
 * @example
 * ```ts
 * imednet.subjects.list({ filter: { subjectStatus: anyOf('Enrolled', 'Screened') } });
 * ```
 */
export function anyOf<const V extends FilterScalar>(...values: readonly V[]): Condition<V, '=='> {
  if (values.length === 0) throw new InvalidArgumentError('anyOf needs at least one value.');
  return new Condition('==', values);
}

/** Holds a text, anywhere and in the same case; for `recordDataFilter`. */
export function contains(text: string): Condition<string, '=~'> {
  return new Condition('=~', [text]);
}
