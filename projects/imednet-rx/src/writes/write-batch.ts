import {
  asyncScheduler,
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  filter,
  map,
  type Observable,
  of,
  throwError,
} from 'rxjs';
import { UnknownOutcomeError } from '../errors/delivery-errors';
import { JobFailedError, JobOutcomeUnknownError } from '../errors/job-errors';
import type { RequestTarget } from '../errors/request-target';
import { Delivery } from '../http/delivery';
import { pollJob } from '../jobs/poll-job';
import type { PollSettings } from '../jobs/poll-settings';
import type { Job } from '../models/job';
import type { WriteReceipt } from '../models/write-receipt';
import { nextStep } from './next-step';
import type { Batch } from './plan-batches';
import { Ledger } from './ledger';
import type { NewRecord } from './new-record';
import { accept, end, endUnknown, giveUp, intend } from './receipt-steps';
import type { ReceiptSeal } from './receipt-seal';
import type { WriteJournal } from './write-journal';

/** What a batch needs of the world. */
export interface BatchPorts {
  readonly target: RequestTarget;
  /** Sends records; errors with an `UnknownOutcomeError` when they may have arrived. */
  readonly post: (items: readonly NewRecord[], once: Delivery) => Observable<Job>;
  /** Asks for a job, once. */
  readonly ask: (batchId: string) => Observable<Job>;
  readonly poll: PollSettings;
  readonly journal: WriteJournal | undefined;
  readonly seal?: ReceiptSeal | undefined;
  /** In ms. */
  readonly sendWithin: number;
  /** Whether nothing more may be sent, as another batch has failed. */
  readonly isHalted: () => boolean;
}

/**
 * Takes a batch from where it is to its end.
 *
 * @returns cold; emits its receipt at each state, when the journal has it; errors behind the last one, when it did not
 *   succeed or could not be kept
 */
export function writeBatch(batch: Batch, ports: BatchPorts): Observable<WriteReceipt> {
  const { receipt } = batch;
  switch (nextStep(receipt)) {
    case 'send':
      return send(batch, ports);
    case 'poll':
      return behind(receipt, (known) => followAgain(known, ports));
    case 'none':
      return behind(receipt, () => EMPTY);
    case 'failed':
      return behind(receipt, ({ batchId = '', jobState = '' }) =>
        throwError(() => new JobFailedError(batchId, jobState)),
      );
    case 'reconcile':
      return behind(receipt, (known) =>
        throwError(() => new UnknownOutcomeError(ports.target, undefined, known)),
      );
  }
}

function behind(
  receipt: WriteReceipt | undefined,
  then: (receipt: WriteReceipt) => Observable<WriteReceipt>,
): Observable<WriteReceipt> {
  // A copy: what a subscriber does to the emitted receipt must not change those that follow.
  return receipt ? concat(of(receipt), then({ ...receipt })) : EMPTY;
}

function followAgain(accepted: WriteReceipt, ports: BatchPorts): Observable<WriteReceipt> {
  return defer(() => {
    const ledger = new Ledger(ports.journal, ports.seal);
    return concat(follow(accepted, ports, ledger), ledger.verdict$);
  });
}

function send({ facts, items, receipt: before }: Batch, ports: BatchPorts): Observable<WriteReceipt> {
  return defer(() => {
    if (ports.isHalted()) return EMPTY;
    const ledger = new Ledger(ports.journal, ports.seal);
    const intent = intend(facts, before, asyncScheduler.now(), ports.sendWithin);
    const post$ = defer(() => {
      // Nothing is sent without its intent, nor when another batch has failed while it was kept.
      if (ledger.failures.length > 0 || ports.isHalted()) return ledger.keep(leave(intent, 'not-written'));
      return ports.post(items, new Delivery(intent.sendBy)).pipe(
        map(({ batchId }): Answer => ({ receipt: accept(intent, batchId, asyncScheduler.now()) })),
        catchError((error: unknown) => of(failedAnswer(intent, error, ports.target))),
        concatMap(({ receipt, error }) =>
          ledger
            .keep(receipt)
            .pipe(
              concatMap((kept) =>
                concat(of(kept), error ? throwError(() => error(kept)) : follow({ ...kept }, ports, ledger)),
              ),
            ),
        ),
      );
    });
    return concat(ledger.keep({ ...intent }), post$, ledger.verdict$);
  });
}

/** What came of sending a batch: where it is now, and the error that the kept receipt ends with. */
interface Answer {
  readonly receipt: WriteReceipt;
  readonly error?: (kept: WriteReceipt) => unknown;
}

function failedAnswer(intent: WriteReceipt, error: unknown, target: RequestTarget): Answer {
  if (!(error instanceof UnknownOutcomeError)) {
    return { receipt: leave(intent, 'not-written', error), error: () => error };
  }
  return {
    receipt: leave(intent, 'unknown', error.cause),
    error: (kept) => new UnknownOutcomeError(target, error.cause, kept),
  };
}

function leave(intent: WriteReceipt, state: 'unknown' | 'not-written', error?: unknown): WriteReceipt {
  return giveUp(intent, state, error, asyncScheduler.now());
}

/** Polls the job of an accepted batch. */
function follow(accepted: WriteReceipt, ports: BatchPorts, ledger: Ledger): Observable<WriteReceipt> {
  const { batchId = '' } = accepted;
  const keepEnd = (state: 'succeeded' | 'failed', jobState: string): Observable<WriteReceipt> =>
    ledger.keep(end(accepted, state, jobState, asyncScheduler.now()));
  return pollJob(batchId, ports.ask(batchId), ports.poll).pipe(
    filter(({ outcome }) => outcome === 'succeeded'),
    concatMap(({ job }) => keepEnd('succeeded', job.state)),
    catchError((error: unknown) => {
      const failure$ = throwError(() => error);
      if (error instanceof JobFailedError) return concat(keepEnd('failed', error.state), failure$);
      if (!(error instanceof JobOutcomeUnknownError)) return failure$;
      return ledger.keep(endUnknown(accepted, asyncScheduler.now())).pipe(
        concatMap((kept) =>
          concat(
            of(kept),
            throwError(() => new UnknownOutcomeError(ports.target, error, kept)),
          ),
        ),
      );
    }),
  );
}
