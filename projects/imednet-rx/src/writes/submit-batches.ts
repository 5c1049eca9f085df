import { catchError, concat, defer, EMPTY, from, mergeMap, type Observable, throwError } from 'rxjs';
import { BatchesFailedError } from '../errors/batches-failed-error';
import type { WriteReceipt } from '../models/write-receipt';
import { nextStep } from './next-step';
import type { Batch } from './plan-batches';

/** How batches go together. */
export interface SubmitSettings {
  readonly concurrency: number;
  readonly failFast: boolean;
}

/**
 * Takes batches to their end, each on its own; a failure never stops what is under way, or a receipt would be lost.
 *
 * @param batches - what is there to do
 * @param write - does one; is told whether anything may still be sent
 * @returns cold; emits receipts as they come; completes when all have succeeded, else errors behind the last one
 */
export function submitBatches(
  batches: readonly Batch[],
  write: (batch: Batch, isHalted: () => boolean) => Observable<WriteReceipt>,
  { concurrency, failFast }: SubmitSettings,
): Observable<WriteReceipt> {
  return defer(() => {
    const failures = new Map<number, unknown>();
    const isHalted = (): boolean => failFast && failures.size > 0;
    const tracked = (batch: Batch): Observable<WriteReceipt> =>
      write(batch, isHalted).pipe(
        catchError((error: unknown) => {
          failures.set(batch.facts.index, error);
          return EMPTY;
        }),
      );
    const verdict$ = defer(() => {
      if (failures.size === 0) return EMPTY;
      const [first] = failures.values();
      return throwError(() => (failFast ? first : new BatchesFailedError(failures)));
    });
    return concat(from(inOrder(batches)).pipe(mergeMap(tracked, concurrency)), verdict$);
  });
}

/** What is known from before comes first: nothing is sent while it is unknown how that ended. */
function inOrder(batches: readonly Batch[]): readonly Batch[] {
  const isNew = ({ receipt }: Batch): boolean => nextStep(receipt) === 'send';
  return [...batches.filter((batch) => !isNew(batch)), ...batches.filter(isNew)];
}
