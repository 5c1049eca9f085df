import { defer, map, type Observable, throwError } from 'rxjs';
import { ConfigurationError, InvalidArgumentError } from '../errors/client-error';
import { UnknownOutcomeError } from '../errors/delivery-errors';
import { ResponseParseError } from '../errors/request-error';
import type { Delivery } from '../http/delivery';
import { assertPathKey } from '../http/encode-path';
import { firstOf } from '../http/first-of';
import type { RequestOptions } from '../http/imednet-request';
import type { Job } from '../models/job';
import type { Requestor } from '../pagination/requestor';
import type { NewRecord } from './new-record';
import type { CreateOptions } from './create-options';
import { postTarget } from './post-target';

/**
 * Sends records in one POST, and never again once they may have arrived.
 *
 * @param client - sends it
 * @param path - of the study's records
 * @param items - checked
 * @param once - remembers whether they may have arrived, over all subscriptions
 * @returns cold; emits the job and completes; errors with an `UnknownOutcomeError` when they may have arrived, with
 *   any other error when they surely were not taken
 */
export function postRecords(
  client: Pick<Requestor, 'post'>,
  path: string,
  items: readonly NewRecord[],
  once: Delivery,
  options: CreateOptions,
): Observable<Job> {
  return defer(() => {
    if (!client.post)
      return throwError(() => new ConfigurationError('This client can only read. Pass one with `post`.'));
    const target = postTarget(path);
    const unknown = (status: number): UnknownOutcomeError =>
      new UnknownOutcomeError(target, new ResponseParseError(target, status));
    const response$ = client.post<unknown>(path, items, requestOptions(once, options));
    return firstOf(response$, () => new UnknownOutcomeError(target)).pipe(
      map(({ data, status }) => {
        // It was accepted, but nobody can ask how it went.
        if (!isJob(data)) throw unknown(status);
        // The batch can be polled whatever the response says of its state.
        return typeof (data as Partial<Job>).state === 'string' ? data : { ...data, state: '' };
      }),
    );
  });
}

function requestOptions(once: Delivery, { emailNotify, timeout }: CreateOptions): RequestOptions {
  return {
    once,
    ...(emailNotify === undefined ? {} : { headers: { 'x-email-notify': emailAddress(emailNotify) } }),
    ...(timeout === undefined ? {} : { timeout }),
  };
}

function emailAddress(value: unknown): string {
  if (typeof value === 'string' && /^[^\s@,;]+@[^\s@,;]+$/.test(value)) return value;
  throw new InvalidArgumentError('emailNotify must be one email address.');
}

function isJob(data: unknown): data is Job {
  try {
    assertPathKey('batchId', (data as Partial<Job> | null)?.batchId);
    return true;
  } catch {
    return false;
  }
}
