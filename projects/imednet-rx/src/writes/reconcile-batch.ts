import {
  asyncScheduler,
  catchError,
  defer,
  from,
  map,
  type Observable,
  of,
  switchMap,
  throwError,
} from 'rxjs';
import { NotFoundError } from '../errors/status-errors';
import { askJob } from '../jobs/ask-job';
import { type JobOutcome, jobOutcome } from '../jobs/job-outcome';
import type { WriteReceipt } from '../models/write-receipt';
import type { Requestor } from '../pagination/requestor';
import { assertReceipt } from './assert-receipt';
import { judgeItems } from './judge-items';
import type { NewRecord } from './new-record';
import { type Batch, planBatches } from './plan-batches';
import { readTraces } from './read-traces';
import { end, endUnknown, reconciled } from './receipt-steps';
import { receiptSeal } from './receipt-seal';
import { CONTRADICTED_SUCCESS, quietSince } from './settle-receipts';
import type { ReconcileOptions } from './reconcile-options';
import { requireMilliseconds } from '../policies/require-milliseconds';
import { batchPlace } from './submit-records';
import type { ItemVerdict, Verdict, VerdictReason, WriteVerdict } from './write-verdict';

/** What the server knows of a batch's job; `none` when there is none, or its number was never learnt. */
type Known = JobOutcome | 'forgotten' | 'none';

/**
 * Looks for the effect of a batch; see `records.reconcile`.
 *
 * @param client - reads
 * @param studyKey - of the study
 * @param receipt - the caller's
 * @param records - all records of the submission, checked
 * @param options - the caller's
 */
export function reconcileBatch(
  client: Requestor,
  studyKey: string,
  receipt: unknown,
  records: readonly NewRecord[],
  options: ReconcileOptions,
): Observable<WriteVerdict> {
  return defer(() => {
    const settle = requireMilliseconds('settle', options.settle ?? 600_000, 0);
    const overlap = requireMilliseconds('overlap', options.overlap ?? 600_000, 0);
    assertReceipt(receipt);
    const { receipts = [] } = options;
    const place = batchPlace(client, studyKey, { secret: options.secret, batchSize: batchSizeOf(receipt) });

    const seal = place.secret === undefined ? undefined : receiptSeal(place.secret);
    const sealed = (verdict: WriteVerdict): Observable<WriteVerdict> =>
      seal
        ? from(seal.seal(verdict.receipt)).pipe(map((kept) => ({ ...verdict, receipt: kept })))
        : of(verdict);

    return from(planBatches(records, [...receipts, receipt], place)).pipe(
      switchMap((batches) => {
        const settled = batches[receipt.index]?.receipt ?? receipt;
        return askWhatIsKnown(client, studyKey, settled).pipe(
          map(([known, current]) => [known, current, sureItems(batches, receipt)] as const),
        );
      }),
      switchMap(([known, current, sure]) => {
        if (known === 'succeeded') return of(forAll(current, 'applied', 'job-succeeded'));
        if (known === 'running') return of(forAll(current, 'undecided', 'job-running'));
        if (current.state === 'not-written') return of(forAll(current, 'not-applied', 'never-sent'));
        const window = { studyKey, intentAt: current.intentAt, overlap };
        return readTraces(client, records, window).pipe(
          map((traces) => {
            if (!traces) return forAll(current, 'undecided', 'clock-unknown');
            const left = Math.max(0, quietSince(current) + settle - asyncScheduler.now());
            const isForgotten = known === 'forgotten' || current.reason === CONTRADICTED_SUCCESS;
            const doubt = isForgotten ? 'job-forgotten' : left > 0 ? 'too-early' : undefined;
            const found = judgeItems(records, { ...current, sure }, traces).map((item) =>
              doubted(item, doubt),
            );
            return summed(current, found, left);
          }),
        );
      }),
      switchMap(sealed),
    );
  });
}

/** Records of a batch, of which only the last one of a submission may have fewer. */
function batchSizeOf({ index, first, size }: WriteReceipt): number {
  return index > 0 ? first / index : size;
}

/** Places of items of other batches that surely were written. */
function sureItems(batches: readonly Batch[], { id }: WriteReceipt): ReadonlySet<number> {
  const sure = batches.filter(({ receipt }) => receipt?.state === 'succeeded' && receipt.id !== id);
  return new Set(
    sure.flatMap(({ facts }) => Array.from({ length: facts.size }, (_, at) => facts.first + at)),
  );
}

/** Asks for the job where its number is known, and takes what it tells into the receipt. */
function askWhatIsKnown(
  client: Requestor,
  studyKey: string,
  receipt: WriteReceipt,
): Observable<readonly [Known, WriteReceipt]> {
  if (receipt.state === 'succeeded' || receipt.state === 'failed') return of([receipt.state, receipt]);
  if (receipt.batchId === undefined || receipt.state === 'not-written') return of(['none', receipt]);
  return askJob(client, studyKey, receipt.batchId).pipe(
    map((job): readonly [Known, WriteReceipt] => {
      const outcome = jobOutcome(job);
      const now = asyncScheduler.now();
      if (outcome === 'running') return [outcome, receipt];
      if (outcome !== 'unknown') return [outcome, end(receipt, outcome, job.state, now)];
      return [outcome, receipt.state === 'unknown' ? receipt : endUnknown(receipt, now)];
    }),
    catchError((error: unknown) =>
      error instanceof NotFoundError ? of(['forgotten', receipt] as const) : throwError(() => error),
    ),
  );
}

/** That nothing is to be seen says nothing while it may still come. */
function doubted(item: ItemVerdict, doubt: VerdictReason | undefined): ItemVerdict {
  if (doubt === undefined || item.verdict !== 'not-applied') return item;
  return { ...item, verdict: 'undecided', reason: doubt };
}

function forAll(receipt: WriteReceipt, verdict: Verdict, reason: VerdictReason): WriteVerdict {
  const items = Array.from({ length: receipt.size }, (_, at) => ({
    index: receipt.first + at,
    verdict,
    reason,
  }));
  return { verdict, items, receipt, waitFor: 0 };
}

function summed(receipt: WriteReceipt, items: readonly ItemVerdict[], left: number): WriteVerdict {
  const [first] = items;
  const verdict =
    first && items.every((item) => item.verdict === first.verdict) ? first.verdict : 'undecided';
  const waitFor = items.some(({ reason }) => reason === 'too-early') ? left : 0;
  if (verdict === 'undecided') return { verdict, items, receipt, waitFor };
  const state = verdict === 'applied' ? 'succeeded' : 'not-written';
  return { verdict, items, receipt: reconciled(receipt, state, asyncScheduler.now()), waitFor };
}
