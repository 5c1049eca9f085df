import { InvalidArgumentError } from '../errors/client-error';
import type { PageCursor, PartitionCursor } from './page-cursor';
import type { PageStrategy } from './page-strategy';

type Unchecked<T> = Partial<Record<keyof T, unknown>>;

/** The list that a cursor has to be of. */
export interface CursorTarget {
  readonly strategy: PageStrategy;
  readonly query: string;
  /** Items per page. */
  readonly size: number;
}

/**
 * Rejects what is not the cursor of a whole list, and cursors of another list.
 *
 * @throws InvalidArgumentError
 */
export function assertCursorOf(cursor: unknown, { strategy, query, size }: CursorTarget): void {
  if (cursor === null) {
    throw new InvalidArgumentError(
      '`resumeFrom` must not be null: that is the cursor after the last page, so the list is finished. ' +
        'Leave `resumeFrom` out to read it again.',
    );
  }
  const { version, page, items, after, skip, partitions, ...given } = cursor as Unchecked<PageCursor>;
  const isPlaced = {
    keyset: () => skip === undefined && isPlacedByKey(page, items, after, partitions),
    offset: () =>
      partitions === undefined &&
      (skip === undefined
        ? after === undefined
        : isCount(skip) && skip > 0 && skip < size && (after === undefined || isKey(after))),
  }[given.strategy === 'keyset' ? 'keyset' : 'offset'];
  if (version !== 2 || !isCount(page) || !isCount(items)) throw notACursor();
  if (given.strategy !== strategy || given.query !== query) {
    throw new InvalidArgumentError(
      '`resumeFrom` belongs to another list: path, parameters, order, page size and strategy must be the same.',
    );
  }
  if (!isPlaced()) throw notACursor();
}

function notACursor(): InvalidArgumentError {
  return new InvalidArgumentError(
    '`resumeFrom` must be the cursor of a page, an acknowledgement or a commit, unchanged and of this version. ' +
      'Leave it out to start from the beginning.',
  );
}

function isPlacedByKey(page: unknown, items: unknown, after: unknown, partitions: unknown): boolean {
  if (partitions === undefined) return isKey(after) && (page !== 0 || items === 0);
  return after === undefined && Array.isArray(partitions) && coversTheList(partitions, page, items);
}

/**
 * Whether partitions are contiguous ranges from the first key to the last, and add up to what their list counts.
 *
 * So that no range can get lost between a commit and its resumption, finished partitions are among them.
 */
function coversTheList(partitions: readonly unknown[], page: unknown, items: unknown): boolean {
  const parts = partitions.map((part) => (part ?? {}) as Unchecked<PartitionCursor>);
  const sum = (name: 'page' | 'items'): number =>
    parts.reduce((total, { [name]: count }) => total + (isCount(count) ? count : NaN), 0);
  return (
    parts.length > 1 &&
    parts.every((part, index) => isPartition(part, parts[index - 1], index === parts.length - 1)) &&
    parts.some(({ finished }) => finished === undefined) &&
    sum('page') === page &&
    sum('items') === items
  );
}

function isPartition(
  { from, until, after, page, items, finished }: Unchecked<PartitionCursor>,
  before: Unchecked<PartitionCursor> | undefined,
  isLast: boolean,
): boolean {
  const low = isKey(from) ? from : -Infinity;
  const high = isKey(until) ? until : Infinity;
  const isWithin = isKey(after)
    ? finished === undefined && after > low && after <= high && page !== 0
    : after === undefined && (finished === true || (page === 0 && items === 0));
  return (
    from === before?.until &&
    (isLast ? until === undefined : isKey(until)) &&
    low < high &&
    isWithin &&
    (finished === undefined || finished === true)
  );
}

function isKey(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isCount(value: unknown): value is number {
  return isKey(value) && value >= 0;
}
