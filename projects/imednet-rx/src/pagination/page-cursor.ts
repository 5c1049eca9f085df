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
}

/**
 * Refuses what is no cursor, or one of another query.
 *
 * @throws InvalidArgumentError
 */
export function assertCursorOf(cursor: PageCursor, strategy: PageStrategy, query: string): void {
  const { version, page, items, after } = cursor as Partial<Record<keyof PageCursor, unknown>>;
  const counts = strategy === 'keyset' ? [page, items, after] : [page, items];
  if (version !== 1 || !counts.every((count) => Number.isSafeInteger(count))) {
    throw new InvalidArgumentError('`resumeFrom` is no cursor of this version. Start from the beginning.');
  }
  if (cursor.strategy !== strategy || cursor.query !== query) {
    throw new InvalidArgumentError(
      '`resumeFrom` belongs to another list: path, parameters, page size and strategy must be the same.',
    );
  }
}
