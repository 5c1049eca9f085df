import { type Candidates, candidatesOf } from './candidates';
import type { LazyCollection } from './lazy-collection';
import type { ListResource, RowTest } from './list-resource';
import { parsePage } from './paginate';
import { parseSort, sortPositions } from './sort';
import type { SortCriterion } from './sort';

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
    const candidates = candidatesOf(resource, query);
    const from = page * size;
    const plain = isInOrder(rows, sort) && candidates.tests.length === 0;
    const positions = plain ? undefined : this.#select(resource, listName, query, sort, candidates);
    const totalElements = positions?.length ?? candidates.to - candidates.from;
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
        : rows.slice(candidates.from + from, Math.min(candidates.from + from + size, candidates.to)),
    };
  }

  #select(
    { rows }: ListResource,
    listName: string,
    query: URLSearchParams,
    sort: readonly SortCriterion[],
    candidates: Candidates,
  ): Uint32Array {
    const key = JSON.stringify([listName, sort, ...SELECTING.map((name) => query.get(name))]);
    const known = this.#selections.get(key);
    this.#selections.delete(key);
    const positions = known?.version === rows.version ? known.positions : select(rows, candidates, sort);
    this.#selections.set(key, { version: rows.version, positions });
    const oldest = this.#selections.keys().next();
    if (this.#selections.size > REMEMBERED_LISTS && !oldest.done) this.#selections.delete(oldest.value);
    return positions;
  }
}

/** Keys are unique, so further criteria change nothing. */
function isInOrder({ orderedBy }: LazyCollection<object>, [first]: readonly SortCriterion[]): boolean {
  return first?.property === orderedBy && first.direction === 'ASC';
}

function select(
  rows: LazyCollection<object>,
  candidates: Candidates,
  sort: readonly SortCriterion[],
): Uint32Array {
  const positions = matchingPositions(rows, candidates);
  if (isInOrder(rows, sort)) return positions;
  if (sort[0]?.property === rows.orderedBy) return positions.reverse();
  return sortPositions(positions, sort, (position) => rows.at(position));
}

function matchingPositions(rows: LazyCollection<object>, { from, to, tests }: Candidates): Uint32Array {
  const positions = new Uint32Array(to - from);
  let found = 0;
  for (let position = from; position < to; position++) {
    // A row without tests need not be made to be counted.
    if (tests.length === 0 || passes(rows.at(position), tests)) positions[found++] = position;
  }
  return positions.slice(0, found);
}

function passes(row: object, tests: readonly RowTest[]): boolean {
  return tests.every((test) => test(row));
}
