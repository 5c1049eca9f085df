import { defer, finalize, type Observable } from 'rxjs';
import { loadOnDemand } from '../http/load-on-demand';
import type { WriteReceipt } from '../models/write-receipt';
import type { Requestor } from '../pagination/requestor';
import { acceptRecords } from './accept-records';
import { receiptList } from './receipt-list';
import type { Submission } from './submission';
import type { SubmitOptions } from './submit-options';
import type { RecordsPlace } from './submit-records';

/**
 * Takes records and claims their submission in the turn of the subscription, and writes them when what writes batches is
 * there: what the caller does meanwhile, be it to change them or to subscribe once more, changes nothing.
 *
 * @param client - sends the requests
 * @param place - where they go
 * @param items - the caller's
 * @param options - the caller's
 * @param submission - made once for all subscriptions
 */
export function submitOnce(
  client: Requestor,
  place: RecordsPlace,
  items: unknown,
  options: SubmitOptions,
  submission: Submission,
): Observable<WriteReceipt> {
  return defer(() => {
    const records = acceptRecords(items, options.schema);
    const settled = { ...options, receipts: receiptList(options.receipts) };
    submission.claim(place.path);
    return loadOnDemand(
      'records.submit',
      () => import('./submit-records'),
      ({ submitRecords }) => submitRecords(client, place, records, settled, submission),
    ).pipe(
      finalize(() => {
        submission.release();
      }),
    );
  });
}
