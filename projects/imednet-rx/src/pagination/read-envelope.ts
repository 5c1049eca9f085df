import { PaginationError } from '../errors/client-error';
import type { PageRequest, PageStep } from './page';

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
 * @throws PaginationError telling which rule the answer breaks, never what it holds
 */
export function readEnvelope<T>(body: unknown, request: PageRequest, keys: EnvelopeKeys): PageStep<T> {
  const fail = (problem: string): never => {
    throw new PaginationError(
      `Page ${String(request.page)} can't be read safely: ${problem}. Nothing of it was emitted; report this to the vendor.`,
    );
  };
  if (!isObject(body)) return fail('the body is no JSON object');
  const metadata = body[keys.metadataKey];
  if (isObject(metadata) && reportsError(metadata['error']))
    return fail('the server reports an error in a successful answer');
  const data = body[keys.dataKey];
  if (data !== null && !Array.isArray(data)) return fail(`"${keys.dataKey}" is neither an array nor null`);
  const items = (data ?? []) as readonly T[];
  const pagination = paginationOf(body, metadata);
  const count = (name: string): number | null => {
    const value = pagination[name];
    if (value === undefined || value === null) return null;
    return isCount(value) ? value : fail(`"${name}" is no whole number of 0 or more`);
  };

  const [totalPages, totalElements, serverSize] = [
    count('totalPages'),
    count('totalElements'),
    count('size'),
  ];
  const currentPage = count('currentPage');
  // A server may cap the size that was asked for: what counts as a full page is then its own size.
  const pageSize = serverSize === null || serverSize === 0 ? request.size : serverSize;
  const full = items.length >= Math.min(request.size, pageSize);
  if (currentPage !== null && currentPage !== request.page) fail('the server answered with another page');
  if (items.length > Math.max(request.size, pageSize)) fail('it holds more items than were asked for');
  if (totalPages === null && full) fail('it is full, but does not tell how many pages there are');
  if (items.length > 0 && totalPages !== null && request.page >= totalPages)
    fail('it lies behind the last page, yet holds items');
  if (items.length > 0 && totalElements === 0) fail('it holds items although there are none in total');
  if (totalPages !== null && totalElements !== null && serverSize === request.size) {
    if (totalPages !== Math.ceil(totalElements / serverSize))
      fail('"totalPages" contradicts "totalElements"');
  }
  const following = request.page + 1;
  return {
    page: { items, page: request.page, size: request.size, totalPages, totalElements },
    next: totalPages !== null && following < totalPages ? following : null,
  };
}

/** At the top level in today's API, inside the metadata in older servers. */
function paginationOf(body: Json, metadata: unknown): Json {
  const pagination = body['pagination'] ?? (isObject(metadata) ? metadata['pagination'] : undefined);
  return isObject(pagination) ? pagination : {};
}

function reportsError(error: unknown): boolean {
  if (typeof error === 'string') return error !== '';
  return (
    isObject(error) &&
    Object.values(error).some((value) => value !== null && value !== '' && value !== undefined)
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
