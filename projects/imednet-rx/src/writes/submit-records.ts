import { defer, from, type Observable, switchMap } from 'rxjs';
import { ConfigurationError, InvalidArgumentError } from '../errors/client-error';
import { askJob } from '../jobs/ask-job';
import { pollSettings } from '../jobs/poll-settings';
import type { WriteReceipt } from '../models/write-receipt';
import type { Requestor } from '../pagination/requestor';
import { wholeAtLeast } from '../pagination/whole-at-least';
import { requireMilliseconds } from '../policies/require-milliseconds';
import type { NewRecord } from './new-record';
import { type BatchPlace, planBatches } from './plan-batches';
import { receiptSeal } from './receipt-seal';
import { postRecords } from './post-records';
import { postTarget } from './post-target';
import type { Submission } from './submission';
import { submitBatches } from './submit-batches';
import type { SubmitOptions } from './submit-options';
import { type BatchPorts, writeBatch } from './write-batch';
import type { WriteJournal } from './write-journal';

/** Where records of a study are posted. */
export interface RecordsPlace {
  readonly path: string;
  readonly studyKey: string;
}

/**
 * Writes records in batches; see `records.submit`.
 *
 * @param client - sends the requests
 * @param place - where they go
 * @param records - checked
 * @param options - the caller's
 * @param submission - told when something is sent
 */
export function submitRecords(
  client: Requestor,
  { path, studyKey }: RecordsPlace,
  records: readonly NewRecord[],
  options: SubmitOptions,
  submission: Pick<Submission, 'sending'>,
): Observable<WriteReceipt> {
  return defer(() => {
    const concurrency = wholeAtLeast(1, 'concurrency', options.concurrency ?? 1);
    const { failFast = true, journal, receipts = [] } = options;
    if (journal !== undefined && typeof (journal as Partial<WriteJournal> | null)?.save !== 'function') {
      throw new InvalidArgumentError('`journal` must be an object with a method `save`. Nothing was sent.');
    }
    const sendWithin = requireMilliseconds('sendWithin', options.sendWithin ?? 300_000, 0);
    const poll = pollSettings(options.poll ?? {});
    const place = batchPlace(client, studyKey, options);
    const seal = place.secret === undefined ? undefined : receiptSeal(place.secret);

    const ports = (isHalted: () => boolean): BatchPorts => ({
      ...{ target: postTarget(path), poll, journal, seal, sendWithin, isHalted },
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
