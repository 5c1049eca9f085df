import type { QueryParams } from '../http/query-params';
import type { Page, PageRequest, PageStep } from './page';

/** How one page behind another is asked for, and how an answer is put in its place. */
export interface PagingStrategy {
  /**
   * @param page - number of the page
   * @param previous - the page before it in this run
   */
  ask(page: number, previous: Page<unknown> | undefined): { params: QueryParams; request: PageRequest };
  /** What else to ask before an answer is believed; mostly nothing. */
  confirm?(step: PageStep<unknown>, previous: Page<unknown> | undefined): Confirmation | undefined;
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

/** One more request that confirms an answer or refutes it. */
export interface Confirmation {
  readonly params: QueryParams;
  readonly request: PageRequest;
  confirms(step: PageStep<unknown>): boolean;
  /** What is wrong with the server when the answer is refuted each time. */
  readonly refuted: Error;
}
