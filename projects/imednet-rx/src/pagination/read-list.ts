import { PaginationError } from '../errors/client-error';
import type { Page, PageRequest, ReadPage } from './page';

/**
 * Reads a page from an endpoint that answers with a bare array.
 *
 * Such an answer never tells where the list ends: a page that is not full is the last one; behind a full
 * one the next is asked for. A server that answers the same full page again ignores the page number, and
 * going on would double items.
 *
 * @param body - parsed body
 * @param request - page that was asked for
 * @param previous - page before it in this run
 * @throws PaginationError telling which rule the answer breaks, never what it holds
 */
export function readList<T>(body: unknown, request: PageRequest, previous: Page<T> | undefined): ReadPage<T> {
  if (!Array.isArray(body)) {
    throw new PaginationError(
      `Page ${String(request.page)} can't be read: the body is no JSON array. Use Paginator for endpoints with an envelope.`,
    );
  }
  const items = body as readonly T[];
  const full = items.length === request.size;
  if (full && previous !== undefined && JSON.stringify(items) === JSON.stringify(previous.items)) {
    throw new PaginationError(
      `Page ${String(request.page)} repeats the one before: the endpoint does not page. Ask for a larger page size.`,
    );
  }
  return {
    page: { items, page: request.page, size: request.size, totalPages: null, totalElements: null },
    next: full ? request.page + 1 : null,
    end: request.page + 1,
  };
}
