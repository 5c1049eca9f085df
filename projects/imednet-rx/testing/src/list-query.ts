import { invalid } from './fake-api-error';
import { compileFilter } from './filter/evaluate';
import { DATA_FILTER_OPERATORS, FILTER_OPERATORS, parseFilter } from './filter/parse';
import { FilterError } from './filter/tokenize';
import type { LazyCollection } from './lazy-collection';
import { parsePage } from './paginate';
import { parseSort, sortPositions } from './sort';
import type { SortCriterion } from './sort';

type RowTest = (row: object) => boolean;

/** A list that a route serves. */
export interface ListResource {
  readonly rows: LazyCollection<object>;
  readonly defaultSort: string;
  /** The keys that `recordDataFilter` may name; lists without them ignore the parameter. */
  readonly dataAttributes?: ReadonlyMap<string, unknown>;
  /** A test that applies whatever the filter says. */
  readonly alwaysTest?: (query: URLSearchParams) => RowTest | undefined;
}

export interface ListPage {
  readonly pagination: {
    readonly currentPage: number;
    readonly size: number;
    readonly totalPages: number;
    readonly totalElements: number;
    readonly sort: readonly SortCriterion[];
  };
  readonly data: readonly object[];
}

const REMEMBERED_LISTS = 32;
const SELECTING = ['filter', 'recordDataFilter', 'includeInactive'];

/** Answers list queries; what a filter and a sort selected is remembered until the rows change. */
export class ListQueries {
  readonly #selections = new Map<string, { readonly version: number; readonly positions: Uint32Array }>();

  run(resource: ListResource, listName: string, query: URLSearchParams): ListPage {
    const { rows } = resource;
    const { page, size } = parsePage(query);
    const requested = parseSort(query.getAll('sort'), rows.attributes);
    const sort: readonly SortCriterion[] =
      requested.length > 0 ? requested : [{ property: resource.defaultSort, direction: 'ASC' }];
    const tests = rowTests(resource, query);
    const inOrder = sort[0]?.property === rows.orderedBy && sort[0].direction === 'ASC';

    const from = page * size;
    const plain = inOrder && tests.length === 0;
    const positions = plain ? undefined : this.#select(resource, listName, query, sort, tests);
    const totalElements = positions?.length ?? rows.length;
    return {
      pagination: {
        currentPage: page,
        size,
        totalPages: Math.ceil(totalElements / size),
        totalElements,
        sort,
      },
      data: positions
        ? Array.from(positions.subarray(from, from + size), (position) => rows.at(position))
        : rows.slice(from, from + size),
    };
  }

  #select(
    { rows }: ListResource,
    listName: string,
    query: URLSearchParams,
    sort: readonly SortCriterion[],
    tests: readonly RowTest[],
  ): Uint32Array {
    const key = JSON.stringify([listName, sort, ...SELECTING.map((name) => query.get(name))]);
    const known = this.#selections.get(key);
    this.#selections.delete(key);
    const positions =
      known?.version === rows.version
        ? known.positions
        : sortPositions(matchingPositions(rows, tests), sort, (position) => rows.at(position));
    this.#selections.set(key, { version: rows.version, positions });
    const oldest = this.#selections.keys().next();
    if (this.#selections.size > REMEMBERED_LISTS && !oldest.done) this.#selections.delete(oldest.value);
    return positions;
  }
}

function matchingPositions(rows: LazyCollection<object>, tests: readonly RowTest[]): Uint32Array {
  const positions = new Uint32Array(rows.length);
  let found = 0;
  for (let position = 0; position < rows.length; position++) {
    const row = rows.at(position);
    if (tests.every((test) => test(row))) positions[found++] = position;
  }
  return positions.slice(0, found);
}

function rowTests(resource: ListResource, query: URLSearchParams): readonly RowTest[] {
  const tests: RowTest[] = [];
  const always = resource.alwaysTest?.(query);
  if (always) tests.push(always);
  const filter = query.get('filter');
  if (filter) {
    tests.push(
      refusing('filter', filter, () =>
        compileFilter(parseFilter(filter, FILTER_OPERATORS), resource.rows.attributes),
      ),
    );
  }
  const dataFilter = query.get('recordDataFilter');
  const { dataAttributes } = resource;
  if (dataFilter && dataAttributes) {
    const test = refusing('recordDataFilter', dataFilter, () =>
      compileFilter(parseFilter(dataFilter, DATA_FILTER_OPERATORS), dataAttributes),
    );
    tests.push((row) => test((row as { readonly recordData: object }).recordData));
  }
  return tests;
}

function refusing(parameter: string, text: string, compile: () => RowTest): RowTest {
  try {
    return compile();
  } catch (error) {
    if (error instanceof FilterError) throw invalid(parameter, text, error.message);
    throw error;
  }
}
