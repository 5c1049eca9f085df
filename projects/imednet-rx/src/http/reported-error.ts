import type { ApiErrorInit } from '../errors/api-error';
import { apiErrorForStatus } from '../errors/api-error-for-status';
import type { ImednetError } from '../errors/imednet-error';
import { ResponseContractError } from '../errors/response-contract-error';
import { memberOf, readErrorDetails } from './error-envelope';
import { statusOf } from './named-status';

/** How deep an empty error is looked for; what is deeper is not empty. */
const DEPTH = 4;

/**
 * Returns the error that the body of a successful response reports, `undefined` when it reports none.
 *
 * A body reports an error with a `status` in its metadata that does not name success, and with an `error` or `errors`,
 * in its metadata or beside it, that holds anything. The class of the error follows the status or the code that the body
 * names; without one it is a {@link ResponseContractError}.
 *
 * Reads a few properties of the envelope, never its data.
 *
 * @param body - parsed body
 * @param init - facts of the response; `status` is the one that was received. Called for an error only
 * @param metadataKey - member of the body that holds the metadata
 */
export function reportedError(
  body: unknown,
  init: () => ApiErrorInit,
  metadataKey = 'metadata',
): ImednetError | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const metadata = memberOf(body, metadataKey);
  const status = memberOf(metadata, 'status');
  const error = errorOf(metadata) ?? errorOf(body);
  if (error === undefined && isSuccess(status)) return undefined;
  const named = [status, memberOf(error, 'code'), memberOf(error, 'status'), error, memberOf(body, 'status')]
    .map(statusOf)
    .find((code = 0) => code >= 400);
  const { status: receivedStatus, ...facts } = init();
  if (named !== undefined) {
    return apiErrorForStatus({ ...facts, ...readErrorDetails(() => error), receivedStatus, status: named });
  }
  return new ResponseContractError(
    `${facts.method ?? ''} ${facts.route ?? ''}: the server reports an error inside a ${String(receivedStatus)}. ` +
      'Nothing of it was emitted; report this to the vendor.',
  );
}

function isSuccess(status: unknown): boolean {
  return status === undefined || status === null || status === '' || (statusOf(status) ?? 400) < 300;
}

/** The error that an object reports, the first of several; `undefined` when it reports none. */
function errorOf(reporter: unknown): unknown {
  const error = ['error', 'errors']
    .map((name) => memberOf(reporter, name))
    .find((value) => holdsAnything(value));
  return Array.isArray(error) ? (error[0] ?? true) : error;
}

/** Whether an error says anything: when all is well, servers also send empty objects, and objects of empty members. */
function holdsAnything(value: unknown, depth = DEPTH): boolean {
  if (value === undefined || value === null || value === '' || value === false) return false;
  if (typeof value !== 'object') return true;
  if (Array.isArray(value) || depth === 0) return Object.keys(value).length > 0;
  return Object.values(value).some((member) => holdsAnything(member, depth - 1));
}
