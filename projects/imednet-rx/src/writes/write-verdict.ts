import type { WriteReceipt } from '../models/write-receipt';

/** Whether something was written, as far as the study shows. */
export type Verdict = 'applied' | 'not-applied' | 'undecided';

/**
 * Why: `job-succeeded`, `job-running` as the server says; `never-sent` as the receipt says; `found` in the study;
 * `no-trace` of any change there; `differs`: something changed there, but holds other values; `ambiguous`: what was found
 * may be somebody else's, or another item's; `too-early` to say that there is no trace; `job-forgotten`: the server took
 * it, but knows nothing of it any more; `clock-unknown`: the server does not tell its time.
 */
export type VerdictReason =
  | ('job-succeeded' | 'job-running' | 'job-forgotten' | 'never-sent')
  | ('found' | 'no-trace' | 'differs' | 'ambiguous' | 'too-early' | 'clock-unknown');

/** What was found about one item. */
export interface ItemVerdict {
  /** Place among all items of the submission, 0 for the first. */
  readonly index: number;
  readonly verdict: Verdict;
  readonly reason: VerdictReason;
  /** The record that holds the item's values. */
  readonly recordId?: number;
}

/** What was found about a batch. */
export interface WriteVerdict {
  /** That of its items, when all have the same; else `undecided`. */
  readonly verdict: Verdict;
  /** In the order of the items. */
  readonly items: readonly ItemVerdict[];
  /** The receipt with what is known now: save it, and pass it to `submit` to go on. */
  readonly receipt: WriteReceipt;
  /** Time until looking again may tell more, in ms; 0 when it is not a matter of time. */
  readonly waitFor: number;
}
