import { InvalidArgumentError } from '../errors/client-error';
import { buildFilter } from './build-filter';
import type { FilterOperator } from './condition';

const COMPARISONS: ReadonlySet<FilterOperator> = new Set(['==', '!=', '<', '<=', '>', '>=']);
const WITH_CONTAINS: ReadonlySet<FilterOperator> = new Set([...COMPARISONS, '=~']);

/**
 * A filter as a text; one that is a text already stays as it is.
 *
 * @throws InvalidArgumentError for what the API can't express
 */
export function filterText(filter: string | object | undefined): string | undefined {
  return textOf(filter, COMPARISONS);
}

/** The same for a filter of answers. */
export function dataFilterText(filter: string | object | undefined): string | undefined {
  return textOf(filter, WITH_CONTAINS);
}

function textOf(filter: unknown, operators: ReadonlySet<FilterOperator>): string | undefined {
  if (typeof filter === 'string' || filter === undefined) return filter;
  if (typeof filter !== 'object' || filter === null) {
    throw new InvalidArgumentError('A filter is a text, or an object of attributes.');
  }
  // One that asks for nothing is none.
  return buildFilter(filter, operators) || undefined;
}
