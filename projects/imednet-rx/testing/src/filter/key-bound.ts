import type { FilterExpression } from './parse';

/** A bound of the key that orders the rows. */
export interface KeyBound {
  readonly operator: '<' | '<=' | '>' | '>=';
  readonly value: number;
  /** Whether the filter says nothing else. */
  readonly isAll: boolean;
}

/** The bound of the key that all rows have to keep which pass a filter. */
export function keyBound(expression: FilterExpression, key: string): KeyBound | undefined {
  const [conditions = [], ...others] = expression;
  const condition = conditions.find(({ attribute }) => attribute === key);
  if (!condition || others.length > 0) return undefined;
  const { operator } = condition;
  if (operator === '==' || operator === '!=' || operator === '=~') return undefined;
  return { operator, value: Number(condition.value), isAll: conditions.length === 1 };
}
