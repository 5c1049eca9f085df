import { InvalidArgumentError } from '../errors/client-error';
import type { WriteReceipt } from '../models/write-receipt';

/**
 * Copies the caller's receipts, whose list may grow meanwhile.
 *
 * @throws InvalidArgumentError for what is no list
 */
export function receiptList(receipts: readonly WriteReceipt[] = []): readonly WriteReceipt[] {
  if ((Array.isArray as (value: unknown) => boolean)(receipts)) return [...receipts];
  throw new InvalidArgumentError('receipts must be an array.');
}
