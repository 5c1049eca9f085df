import { InvalidArgumentError } from '../errors/client-error';
import type { QueryParams } from '../http/query-params';
import type { PageRequest } from './page';
import type { PaginatorOptions } from './paginator-options';

/** The API's own limit. */
const MAX_PAGE_SIZE = 500;
const DEFAULT_PAGE_SIZE = 100;

/** What a paginator will ask for. */
export interface PagePlan {
  readonly start: number;
  readonly size: number;
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
    single: pageOfParams !== undefined && pageOfParams !== null,
    paramsFor: (request) => ({ ...rest, [pageParam]: request.page, [sizeParam]: request.size }),
  };
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
