import { defer, finalize, from, type Observable, switchMap } from 'rxjs';
import { ConfigurationError, InvalidArgumentError } from '../errors/client-error';
import { ResendRefusedError } from '../errors/delivery-errors';
import { askJob } from '../jobs/ask-job';
import { pollSettings } from '../jobs/poll-settings';
import type { WriteReceipt } from '../models/write-receipt';
import type { Requestor } from '../pagination/requestor';
import { wholeAtLeast } from '../pagination/whole-at-least';
import { MAX_TIMER_MS } from '../policies/max-timer';
import { acceptRecords } from './accept-records';
import { type BatchPlace, planBatches } from './plan-batches';
import { postRecords, postTarget } from './post-records';
import { submitBatches } from './submit-batches';
import type { SubmitOptions } from './submit-options';
import { type BatchPorts, writeBatch } from './write-batch';

/** Where records of a study are posted. */
export interface RecordsPlace {
  readonly path: string;
  readonly studyKey: string;
}

/** Whether the records of a submission were sent, over all of its subscriptions. */
export class Submission {
  #isClaimed = false;
  #isSent = false;

  /** @throws ResendRefusedError when it was begun before, and may have been sent */
  claim(path: string): void {
    if (this.#isClaimed) throw new ResendRefusedError(postTarget(path));
    this.#isClaimed = true;
  }

  sending(): void {
    this.#isSent = true;
  }

  /** Lets another subscription try, when nothing was sent. */
  release(): void {
    this.#isClaimed = this.#isSent;
  }
}

/**
 * Writes records in batches; see `records.submit`.
 *
 * @param client - sends the requests
 * @param place - where they go
 * @param items - the caller's
 * @param options - the caller's
 * @param submission - made once for all subscriptions
 */
export function submitRecords(
  client: Requestor,
  { path, studyKey }: RecordsPlace,
  items: unknown,
  options: SubmitOptions,
  submission: Submission,
): Observable<WriteReceipt> {
  return defer(() => {
    const concurrency = wholeAtLeast(1, 'concurrency', options.concurrency ?? 1);
    const { failFast = true, journal } = options;
    const receipts = receiptList(options.receipts);
    const sendWithin = milliseconds('sendWithin', options.sendWithin ?? 300_000);
    const poll = pollSettings(options.poll ?? {});
    const place = batchPlace(client, studyKey, options);
    const records = acceptRecords(items, options.schema);

    submission.claim(path);
    const ports = (isHalted: () => boolean): BatchPorts => ({
      ...{ target: postTarget(path), poll, journal, sendWithin, isHalted },
      post: (batch, once) => {
        submission.sending();
        return postRecords(client, path, batch, once, options);
      },
      ask: (batchId) => askJob(client, studyKey, batchId),
    });
    return from(planBatches(records, receipts, place)).pipe(
      switchMap((batches) =>
        submitBatches(batches, (batch, isHalted) => writeBatch(batch, ports(isHalted)), {
          concurrency,
          failFast,
        }),
      ),
      finalize(() => {
        submission.release();
      }),
    );
  });
}

/**
 * Where batches belong, checked.
 *
 * @throws ConfigurationError when the client does not tell its address
 */
export function batchPlace(
  { baseUrl }: Pick<Requestor, 'baseUrl'>,
  studyKey: string,
  { batchSize = 100, secret }: Pick<SubmitOptions, 'batchSize' | 'secret'>,
): BatchPlace {
  if (baseUrl === undefined) throw new ConfigurationError('Receipts need a client that tells its `baseUrl`.');
  if (secret !== undefined && !(typeof secret === 'string' && secret.length >= 16)) {
    throw new InvalidArgumentError('secret must be a text of at least 16 characters.');
  }
  return { baseUrl, studyKey, batchSize: wholeAtLeast(1, 'batchSize', batchSize), secret };
}

/** @throws InvalidArgumentError for what is no list */
export function receiptList(receipts: readonly WriteReceipt[] = []): readonly WriteReceipt[] {
  if ((Array.isArray as (value: unknown) => boolean)(receipts)) return receipts;
  throw new InvalidArgumentError('receipts must be an array.');
}

/** @throws InvalidArgumentError naming the option */
export function milliseconds(name: string, value: unknown): number {
  if (typeof value === 'number' && value >= 0 && value <= MAX_TIMER_MS) return value;
  throw new InvalidArgumentError(`${name} must be a number of milliseconds, 0 to ${String(MAX_TIMER_MS)}.`);
}
