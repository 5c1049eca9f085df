import { InvalidArgumentError } from '../errors/client-error';
import type { QueryParams } from '../http/query-params';
import type { PageRequest } from './page';
import type { PaginatorOptions } from './paginator-options';
import { wholeAtLeast } from './whole-at-least';

/** The API's own limit. */
const MAX_PAGE_SIZE = 500;
const DEFAULT_PAGE_SIZE = 100;

/** What a paginator will ask for. */
export interface PagePlan {
  readonly start: number;
  readonly size: number;
  /** Pages in the window. */
  readonly prefetch: number;
  readonly maxPages: number;
  readonly maxItems: number;
  /** Whether the caller named one page, so that no further one is fetched. */
  readonly single: boolean;
  /** Query parameters of one page. */
  paramsFor(request: PageRequest): QueryParams;
}

/**
 * Decides from the options which pages to fetch, and with which parameters.
 *
 * @throws InvalidArgumentError for an invalid or contradictory page number or size
 */
export function planPages(options: PaginatorOptions): PagePlan {
  const { pageParam = 'page', sizeParam = 'size', params = {} } = options;
  const { [pageParam]: pageOfParams, [sizeParam]: sizeOfParams, limit, ...rest } = params;
  const start = agreed('page number', [options.startPage, pageOfParams]) ?? 0;
  const size = agreed('page size', [options.pageSize, sizeOfParams, limit]) ?? DEFAULT_PAGE_SIZE;
  if (size < 1 || size > MAX_PAGE_SIZE) {
    throw new InvalidArgumentError(
      `The page size must be a whole number from 1 to ${String(MAX_PAGE_SIZE)}.`,
    );
  }
  return {
    start,
    size,
    prefetch: wholeAtLeast(1, 'prefetch', options.prefetch ?? 1),
    maxPages: atMost('maxPages', options.maxPages),
    maxItems: atMost('maxItems', options.maxItems),
    single: pageOfParams !== undefined && pageOfParams !== null,
    paramsFor: (request) => ({ ...rest, [pageParam]: request.page, [sizeParam]: request.size }),
  };
}

function atMost(name: string, value: number | undefined): number {
  return value === undefined ? Infinity : wholeAtLeast(1, name, value);
}

function agreed(name: string, candidates: readonly QueryParams[string][]): number | undefined {
  const given = candidates
    .filter((value) => value !== undefined && value !== null)
    .map((value) => whole(name, value));
  if (new Set(given).size > 1)
    throw new InvalidArgumentError(`The ${name} is given twice, with different values.`);
  return given[0];
}

function whole(name: string, value: QueryParams[string]): number {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number;
  throw new InvalidArgumentError(`The ${name} must be a whole number, 0 or more.`);
}
