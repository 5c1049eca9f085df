import { invalid } from './fake-api-error';
import { compileFilter } from './filter/evaluate';
import { type KeyBound, keyBound } from './filter/key-bound';
import { DATA_FILTER_OPERATORS, FILTER_OPERATORS, parseFilter } from './filter/parse';
import { FilterError } from './filter/tokenize';
import type { LazyCollection } from './lazy-collection';
import type { ListResource, RowTest } from './list-resource';

/** The rows that a query may select: positions, of which `to` is excluded, and tests that they have to pass. */
export interface Candidates {
  readonly from: number;
  readonly to: number;
  readonly tests: readonly RowTest[];
}

/** Reads the filters of a query. */
export function candidatesOf(
  { rows, alwaysTest, dataAttributes }: ListResource,
  query: URLSearchParams,
): Candidates {
  const always = alwaysTest?.(query);
  const { bound, test } = readFilter(query.get('filter'), rows);
  const dataTest = dataAttributes && readDataFilter(query.get('recordDataFilter'), dataAttributes);
  const tests = [always, test, dataTest].filter((each) => each !== undefined);
  return { ...positionsWithin(bound, rows), tests };
}

function readFilter(
  filter: string | null,
  { attributes, orderedBy }: LazyCollection<object>,
): { readonly bound?: KeyBound | undefined; readonly test?: RowTest } {
  if (!filter) return {};
  return refusing('filter', filter, () => {
    const expression = parseFilter(filter, FILTER_OPERATORS);
    const test = compileFilter(expression, attributes);
    const bound = keyBound(expression, orderedBy);
    return bound?.isAll ? { bound } : { bound, test };
  });
}

function readDataFilter(
  filter: string | null,
  attributes: ReadonlyMap<string, unknown>,
): RowTest | undefined {
  if (!filter) return undefined;
  const test = refusing('recordDataFilter', filter, () =>
    compileFilter(parseFilter(filter, DATA_FILTER_OPERATORS), attributes),
  );
  return (row) => test((row as { readonly recordData: object }).recordData);
}

function refusing<T>(parameter: string, text: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof FilterError) throw invalid(parameter, text, error.message);
    throw error;
  }
}

/** Rows are in the order of their key, so a bound is found without a look at each. */
function positionsWithin(
  bound: KeyBound | undefined,
  rows: LazyCollection<object>,
): { readonly from: number; readonly to: number } {
  const all = { from: 0, to: rows.length };
  if (!bound) return all;
  const { operator, value } = bound;
  const excludesValue = operator === '>' || operator === '<=';
  const edge = rows.firstPosition((key) => (excludesValue ? key > value : key >= value));
  return operator === '>' || operator === '>=' ? { ...all, from: edge } : { ...all, to: edge };
}
