/** The server's work on records that were posted. */
export interface Job {
  readonly jobId: string;
  /** Finds the job again. */
  readonly batchId: string;
  /** In any case: `created`, `processing`, `COMPLETED`…; an empty one has been seen. */
  readonly state: string;
  /** UTC, `YYYY-MM-DD HH:MM:SS`; absent from the answer to a POST. */
  readonly dateCreated?: string | null;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateStarted?: string | null;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly dateFinished?: string | null;
  /** Percentage, sent by older servers. */
  readonly progress?: number;
  /** Where the outcome can be read, sent by older servers. */
  readonly resultUrl?: string;
}
