import { PaginationError } from '../errors/response-contract-error';
import type { PageRequest, ReadPage } from './page';

/**
 * Reads a page from an endpoint that answers with a bare array.
 *
 * Such a response never says where the list ends, and a server may return fewer items than requested: only an
 * empty page is the end.
 *
 * @param body - parsed body
 * @param request - page that was asked for
 * @throws PaginationError telling which rule the answer breaks, never what it holds
 */
export function readList<T>(body: unknown, request: PageRequest): ReadPage<T> {
  if (!Array.isArray(body)) {
    throw new PaginationError(
      `Page ${String(request.page)} can't be read: the body is no JSON array. Use Paginator for endpoints with an envelope.`,
    );
  }
  const items = body as readonly T[];
  return {
    page: { items, page: request.page, size: request.size, totalPages: null, totalElements: null },
    next: items.length > 0 ? request.page + 1 : null,
    end: request.page + 1,
  };
}
