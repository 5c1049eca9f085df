import { FilterError, tokenizeFilter } from './tokenize';
import type { FilterCondition, FilterOperator } from './tokenize';

/** Alternatives, each a list of conditions that must all hold: AND binds tighter than OR. */
export type FilterExpression = readonly (readonly FilterCondition[])[];

const COMPARISONS: readonly FilterOperator[] = ['<', '<=', '>', '>=', '==', '!='];

/** The operators of `filter`. */
export const FILTER_OPERATORS: ReadonlySet<FilterOperator> = new Set(COMPARISONS);

/** The operators of `recordDataFilter`, which can also search within text. */
export const DATA_FILTER_OPERATORS: ReadonlySet<FilterOperator> = new Set([...COMPARISONS, '=~']);

/** Parses a filter; each attribute may occur once in what must hold together. */
export function parseFilter(text: string, operators: ReadonlySet<FilterOperator>): FilterExpression {
  const alternatives: FilterCondition[][] = [[]];
  let seen = new Set<string>();
  for (const token of tokenizeFilter(text, operators)) {
    if (token.kind === 'or') {
      alternatives.push([]);
      seen = new Set();
    }
    if (token.kind !== 'condition') continue;
    const { attribute } = token.condition;
    if (seen.has(attribute)) throw new FilterError(`attribute ${attribute} occurs more than once`);
    seen.add(attribute);
    alternatives.at(-1)?.push(token.condition);
  }
  return alternatives;
}
