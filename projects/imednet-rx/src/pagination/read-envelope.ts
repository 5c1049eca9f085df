import { PaginationError } from '../errors/response-contract-error';
import { isJsonObject } from '../http/is-json-object';
import { reportedError } from '../http/reported-error';
import type { PageRequest, ReadPage } from './page';

type Json = Readonly<Record<string, unknown>>;

/** Where an envelope keeps what. */
export interface EnvelopeKeys {
  readonly dataKey: string;
  readonly metadataKey: string;
}

/**
 * Reads a page from the API's envelope, refusing every answer from which items could get lost or doubled.
 *
 * @param body - parsed body
 * @param request - page that was asked for
 * @param keys - names of the envelope's members
 * @throws PaginationError telling which rule the answer breaks, never what it holds; the typed error that it reports
 */
export function readEnvelope<T>(body: unknown, request: PageRequest, keys: EnvelopeKeys): ReadPage<T> {
  const fail = (problem: string): never => {
    throw new PaginationError(
      `Page ${String(request.page)} can't be read safely: ${problem}. Nothing of it was emitted; report this to the vendor.`,
    );
  };
  if (!isJsonObject(body)) return fail('the body is no JSON object');
  // The pipeline has checked `metadata`; a list may keep its metadata elsewhere, or have another client.
  const error = reportedError(body, () => ({ status: 200 }), keys.metadataKey);
  if (error) throw error;
  const metadata = body[keys.metadataKey];
  const data = body[keys.dataKey];
  if (data !== null && !Array.isArray(data)) return fail(`"${keys.dataKey}" is neither an array nor null`);
  const items = (data ?? []) as readonly T[];
  const pagination = paginationOf(body, metadata);
  if (!isJsonObject(pagination)) return fail('"pagination" is no object');
  const count = (name: string): number | null => {
    const value = pagination[name] ?? null;
    return value === null || isCount(value) ? value : fail(`"${name}" is no whole number of 0 or more`);
  };
  const totals: Totals = {
    totalPages: count('totalPages'),
    totalElements: count('totalElements'),
    serverSize: count('size'),
    currentPage: count('currentPage'),
  };
  const problem = contradiction(items.length, request, totals);
  if (problem !== undefined) fail(problem);
  const { totalPages, totalElements } = totals;
  return {
    page: { items, page: request.page, size: request.size, totalPages, totalElements },
    next: hasMore(items.length, request, totals) ? request.page + 1 : null,
    // Beyond what totals state no page is read ahead: it might be after the end.
    end: totalPages ?? request.page + 1,
  };
}

/**
 * Whether another page has to be requested.
 *
 * A server may return fewer items than requested, and its totals may be missing, outdated or those of another page size.
 * Unless both totals are stated and account for all items so far, only an empty page is the end.
 */
function hasMore(items: number, request: PageRequest, totals: Totals): boolean {
  if (claimsMore(items, request, totals)) return true;
  if (items === 0) return false;
  return totals.totalElements === null || itemsUpTo(items, request, totals) > totals.totalElements;
}

/** Whether the response itself says that it is not the last. */
function claimsMore(items: number, { page }: PageRequest, { totalPages }: Totals): boolean {
  return totalPages === null ? items > 0 : page + 1 < totalPages;
}

/** Items on this page and before, where all pages before it are full. */
function itemsUpTo(items: number, { page, size }: PageRequest, { serverSize }: Totals): number {
  return page * fullPage(size, serverSize) + items;
}

/** A server may cap the size that was requested: what counts as a full page is then its own size. */
function fullPage(size: number, serverSize: number | null): number {
  return serverSize === null || serverSize === 0 ? size : serverSize;
}

interface Totals {
  readonly totalPages: number | null;
  readonly totalElements: number | null;
  readonly serverSize: number | null;
  readonly currentPage: number | null;
}

/** What makes the number of items on a page contradict what the page says of the list. */
function contradiction(items: number, request: PageRequest, totals: Totals): string | undefined {
  const { page, size } = request;
  const { totalPages, totalElements, serverSize, currentPage } = totals;
  const isLast = !claimsMore(items, request, totals);
  const seen = itemsUpTo(items, request, totals);
  if (currentPage !== null && currentPage !== page) return 'the server answered with another page';
  if (!isLast && totalElements !== null && serverSize === size && items < size) {
    return 'it is not full, although it is not the last';
  }
  if (items > Math.max(size, fullPage(size, serverSize))) return 'it holds more items than were asked for';
  if (items > 0 && totalPages !== null && page >= totalPages) {
    return 'it lies behind the last page, yet holds items';
  }
  if (totalElements !== null && items > totalElements) return 'it holds more items than there are in total';
  if (totalElements !== null && isLast && seen < totalElements)
    return 'it is the last, but items are missing';
  if (totalPages !== null && totalElements !== null && serverSize === size) {
    if (totalPages !== Math.ceil(totalElements / size)) return '"totalPages" contradicts "totalElements"';
  }
  return undefined;
}

/** At the top level in today's API, inside the metadata in older servers. */
function paginationOf(body: Json, metadata: unknown): unknown {
  return body['pagination'] ?? (isJsonObject(metadata) ? metadata['pagination'] : undefined) ?? {};
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
