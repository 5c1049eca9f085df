import type { PollSettings } from '../jobs/poll-settings';
import type { WriteReceipt } from '../models/write-receipt';
import type { CreateOptions } from './create-options';
import type { WriteJournal } from './write-journal';

/** How many records are written, in batches. */
export interface SubmitOptions extends CreateOptions {
  /** Records of one POST; 100 by default. */
  readonly batchSize?: number;
  /** Batches under way at the same time; 1 by default, so that one begins when the one before has succeeded. */
  readonly concurrency?: number;
  /**
   * Whether no further batch is sent once one has failed; `true` by default. Those under way are followed to their
   * end either way.
   */
  readonly failFast?: boolean;
  /** How jobs are polled: `interval` between polls, 5 000 ms by default; `timeout` of each job, 300 000 ms. */
  readonly poll?: Partial<PollSettings>;
  /** Time from a batch's intent in which it may be sent, waits and retries included, in ms; 300 000 by default. */
  readonly sendWithin?: number;
  /** Keeps each receipt, the intent of a batch before it is sent. */
  readonly journal?: WriteJournal;
  /** What is known of these records from before: whatever may have been written is not sent again. */
  readonly receipts?: readonly WriteReceipt[];
  /**
   * Keys the hashes of receipts and seals each whole receipt, at least 16 characters. Without it, anyone who has a receipt
   * can test guesses of what was written, and change it unnoticed. With it, receipts that it did not seal are rejected.
   */
  readonly secret?: string;
}
