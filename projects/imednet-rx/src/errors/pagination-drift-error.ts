import { ClientError } from './client-error';

/** The list changed while it was paged by offset, and `onDrift` says not to go on. */
export class PaginationDriftError extends ClientError {
  /** Number of the page at which it was noticed. */
  readonly page: number;
  /** Items in the list, as the page before told. */
  readonly totalBefore: number | null;
  /** Items in the list, as this page told. */
  readonly totalAfter: number | null;
  /** Items of this page that had been given before. */
  readonly repeated: number;
  /** Whether items may have been passed over. */
  readonly mayMiss: boolean;

  constructor(drift: {
    readonly page: number;
    readonly totalBefore: number | null;
    readonly totalAfter: number | null;
    readonly repeated: number;
    readonly mayMiss: boolean;
  }) {
    super(
      `The list changed while it was paged (noticed at page ${String(drift.page)}): items may be missing or doubled. ` +
        "Run it again, use `strategy: 'keyset'`, or let `onDrift: 'reconcile'` step back.",
    );
    this.page = drift.page;
    this.totalBefore = drift.totalBefore;
    this.totalAfter = drift.totalAfter;
    this.repeated = drift.repeated;
    this.mayMiss = drift.mayMiss;
  }

  override get name(): string {
    return 'PaginationDriftError';
  }
}
