/**
 * How far a batch has come.
 *
 * `intent`: it may be sent from now on. `accepted`: the server has it, and works on it. `succeeded` and `failed`: the
 * server's work has ended. `not-written`: it surely was not carried out. `unknown`: it may have been.
 */
export type WriteState = 'intent' | 'accepted' | 'succeeded' | 'failed' | 'not-written' | 'unknown';

/**
 * What is known of one batch of records, as plain JSON: save it, and pass it to the next `submit` or to `reconcile`.
 *
 * It holds no value of a record, only a keyed hash of them. All times are of the client's clock, in ms since the epoch.
 */
export interface WriteReceipt {
  readonly version: 1;
  /** Tells batches apart: the submission and the batch's number. */
  readonly id: string;
  /** Grows with each state; the highest one of an `id` counts, unless receipts of it contradict each other. */
  readonly revision: number;
  /** A UUID, the same for all batches of a submission. */
  readonly submission: string;
  /** Number of the batch, 0 for the first. */
  readonly index: number;
  /** Batches of the submission. */
  readonly batches: number;
  /** Place of its first item among all, 0 for the first. */
  readonly first: number;
  /** Items. */
  readonly size: number;
  readonly baseUrl: string;
  readonly studyKey: string;
  /** 128 random bits of the submission, in hexadecimal digits. */
  readonly salt: string;
  /** HMAC-SHA-256 of the items under the salt, in hexadecimal digits, whatever the order of their keys. */
  readonly hash: string;
  readonly state: WriteState;
  /** When the intent was made: nothing was sent before. */
  readonly intentAt: number;
  /** Nothing is sent from then on. */
  readonly sendBy: number;
  /** When the answer came, or its absence was noticed. */
  readonly answeredAt?: number;
  /** When its end was known. */
  readonly endedAt?: number;
  /** Finds the server's job. */
  readonly batchId?: string;
  /** Last state of the job, in capital letters, e.g. `COMPLETED`. */
  readonly jobState?: string;
  /**
   * Name of the error that led to `not-written` or `unknown`, e.g. `NetworkError`; `reconciled` after `reconcile`;
   * `contradiction` or `contradicted-success` where receipts of the batch contradict each other.
   */
  readonly reason?: string;
  /** HMAC-SHA-256 of everything else in the receipt under the `secret`, in hexadecimal digits; absent without one. */
  readonly mac?: string;
}
