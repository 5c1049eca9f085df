import { invalid } from './fake-api-error';

/** One criterion of a list's order, as the pagination block reports it. */
export interface SortCriterion {
  readonly property: string;
  readonly direction: 'ASC' | 'DESC';
}

/** Reads the repeated `sort` parameter; only plain properties can be sorted by. */
export function parseSort(
  parameters: readonly string[],
  attributes: ReadonlyMap<string, unknown>,
): readonly SortCriterion[] {
  return parameters.map((text) => {
    const [, property, direction] = /^([^,]+),(ASC|DESC)$/.exec(text) ?? [];
    if (!property) throw invalid('sort', text, 'sort must be written property,ASC or property,DESC');
    const example = attributes.get(property);
    if (!attributes.has(property) || (example !== null && typeof example === 'object')) {
      throw invalid('sort', text, 'unknown sort property');
    }
    return { property, direction: direction === 'DESC' ? 'DESC' : 'ASC' };
  });
}

/** Sorts positions by the rows they stand for; equal rows keep their order. */
export function sortPositions(
  positions: Uint32Array,
  sort: readonly SortCriterion[],
  rowAt: (position: number) => object,
): Uint32Array {
  const columns = sort.map(({ property, direction }) => {
    const values = new Map<number, unknown>();
    for (const position of positions) {
      values.set(position, (rowAt(position) as Record<string, unknown>)[property]);
    }
    return { values, sign: direction === 'ASC' ? 1 : -1 };
  });
  return positions.slice().sort((a, b) => {
    for (const { values, sign } of columns) {
      const order = compareValues(values.get(a), values.get(b));
      if (order !== 0) return order * sign;
    }
    return a - b;
  });
}

/** Null sorts before everything, as no value does in an ascending list. */
function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return -1;
  if (b === null || b === undefined) return 1;
  return (a as string | number) < (b as string | number) ? -1 : 1;
}
