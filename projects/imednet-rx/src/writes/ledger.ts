import {
  catchError,
  concat,
  defer,
  EMPTY,
  from,
  ignoreElements,
  switchMap,
  type Observable,
  type ObservableInput,
  of,
  throwError,
} from 'rxjs';
import { InvalidArgumentError } from '../errors/client-error';
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
    // A copy: what a journal adds to it, as databases do with an id, is not part of the receipt.
    const saved$ = defer(() => awaitable(journal.save({ ...receipt }))).pipe(
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

/** @throws InvalidArgumentError for what can't be waited for */
function awaitable(saved: ObservableInput<unknown>): Observable<unknown> {
  try {
    return from(saved);
  } catch {
    throw new InvalidArgumentError(
      '`journal.save` must return a Promise or an Observable that completes when the receipt is stored.',
    );
  }
}
