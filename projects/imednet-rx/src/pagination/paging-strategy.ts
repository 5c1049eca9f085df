import type { QueryParams } from '../http/query-params';
import type { Page, PageRequest, PageStep } from './page';

/** How one page behind another is asked for, and how an answer is put in its place. */
export interface PagingStrategy {
  /**
   * @param page - number of the page
   * @param previous - the page before it in this run
   */
  ask(page: number, previous: Page<unknown> | undefined): { params: QueryParams; request: PageRequest };
  /** @throws PaginationError when the answer is not what was asked for */
  place<T>(step: PageStep<T>, page: number, previous: Page<T> | undefined): PageStep<T>;
}

/** Names and size that every page's parameters need. */
export interface PageParams {
  readonly params: QueryParams;
  readonly pageParam: string;
  readonly sizeParam: string;
  readonly size: number;
}
