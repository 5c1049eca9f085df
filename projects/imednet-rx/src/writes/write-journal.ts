import type { ObservableInput } from 'rxjs';
import type { WriteReceipt } from '../models/write-receipt';

/**
 * Keeps receipts where they outlive the process.
 *
 * @example
 * ```ts
 * const journal: WriteJournal = {
 *   save: (receipt) => database.insert('receipts', receipt), // unique: id and revision
 * };
 * ```
 */
export interface WriteJournal {
  /**
   * Keeps a receipt; the batch goes on when it is done. When it fails for an intent, nothing is sent.
   *
   * Refusing an `id` and `revision` that are there already keeps two processes from sending the same batch.
   */
  save(receipt: WriteReceipt): ObservableInput<unknown>;
}
