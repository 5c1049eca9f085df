import type { WriteReceipt } from '../src/models/write-receipt';

/** The highest revision of each batch. */
export function latestReceipts(receipts: readonly WriteReceipt[]): ReadonlyMap<string, WriteReceipt> {
  return new Map(
    [...receipts].sort((a, b) => a.revision - b.revision).map((receipt) => [receipt.id, receipt]),
  );
}
