import {
  catchError,
  concat,
  defer,
  EMPTY,
  from,
  ignoreElements,
  switchMap,
  type Observable,
  of,
  throwError,
} from 'rxjs';
import type { WriteReceipt } from '../models/write-receipt';
import type { ReceiptSeal } from './receipt-seal';
import type { WriteJournal } from './write-journal';

/** Keeps the receipts of one batch; a journal that fails loses none for who listens. */
export class Ledger {
  /** Why receipts could not be kept. */
  readonly failures: unknown[] = [];
  readonly #journal: WriteJournal | undefined;
  readonly #seal: ReceiptSeal | undefined;

  /**
   * @param journal - where they are kept; without it they are told only
   * @param seal - protects each of them, if there is a secret
   */
  constructor(journal: WriteJournal | undefined, seal?: ReceiptSeal) {
    this.#journal = journal;
    this.#seal = seal;
  }

  /** Emits a receipt, sealed, when the journal has it, or could not take it, and completes. */
  keep(receipt: WriteReceipt): Observable<WriteReceipt> {
    const seal = this.#seal;
    return seal
      ? defer(() => seal.seal(receipt)).pipe(switchMap((sealed) => this.#save(sealed)))
      : this.#save(receipt);
  }

  #save(receipt: WriteReceipt): Observable<WriteReceipt> {
    const journal = this.#journal;
    if (!journal) return of(receipt);
    const saved$ = defer(() => from(journal.save(receipt))).pipe(
      ignoreElements(),
      catchError((error: unknown) => {
        this.failures.push(error);
        return EMPTY;
      }),
    );
    return concat(saved$, of(receipt));
  }

  /** Completes, or errors with the journal's first failure. */
  readonly verdict$: Observable<never> = defer(() =>
    this.failures.length > 0 ? throwError(() => this.failures[0]) : EMPTY,
  );
}
