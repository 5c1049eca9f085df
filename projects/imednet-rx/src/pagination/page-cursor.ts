import { InvalidArgumentError } from '../errors/client-error';
import type { PageStrategy } from './page-strategy';

/**
 * Where a list can be gone on with, as plain JSON: save it with the data, and pass it as `resumeFrom`.
 *
 * It holds no filter value, only a fingerprint of the query.
 */
export interface PageCursor {
  readonly version: 1;
  readonly strategy: PageStrategy;
  /** Fingerprint of path and parameters; a cursor of another query is refused. */
  readonly query: string;
  /** Number of the next page. */
  readonly page: number;
  /** Key of the last item, with the keyset strategy. */
  readonly after?: number;
  /** Items before the next page. */
  readonly items: number;
  /** The parts that are not finished, where the list is read in several at the same time. */
  readonly partitions?: readonly PartitionCursor[];
}

/** Where one part of a list can be gone on with. */
export interface PartitionCursor {
  /** Number of its next page. */
  readonly page: number;
  /** Items of it before that page. */
  readonly items: number;
  /** Key of its last item, or the one in front of it. */
  readonly after?: number;
  /** Last key that belongs to it; the last part has none. */
  readonly until?: number;
}

/**
 * Refuses what is no cursor, or one of another query.
 *
 * @throws InvalidArgumentError
 */
export function assertCursorOf(cursor: PageCursor, strategy: PageStrategy, query: string): void {
  const { version, page, items, after, partitions } = cursor as Partial<Record<keyof PageCursor, unknown>>;
  const isWhole = strategy === 'keyset' && partitions === undefined ? isCount(after) : true;
  const hasParts =
    partitions === undefined ||
    (Array.isArray(partitions) && partitions.length > 0 && partitions.every(isPartition));
  if (version !== 1 || !isCount(page) || !isCount(items) || !isWhole || !hasParts) {
    throw new InvalidArgumentError('`resumeFrom` is no cursor of this version. Start from the beginning.');
  }
  if (cursor.strategy !== strategy || cursor.query !== query) {
    throw new InvalidArgumentError(
      '`resumeFrom` belongs to another list: path, parameters, page size and strategy must be the same.',
    );
  }
}

function isPartition(value: unknown): boolean {
  const { page, items, after, until } = (value ?? {}) as Partial<Record<keyof PartitionCursor, unknown>>;
  return isCount(page) && isCount(items) && [after, until].every((key) => key === undefined || isCount(key));
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
