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
 * A body reports an error with a `status` in its metadata that does not name success, with an `error` or `errors`, in its
 * metadata or beside it, that holds anything, and with metadata that are not an object. Beside the metadata, where other
 * things may have these names, a `status` or `code` that names an error, and a `success` of `false`, report one as well.
 * The class of the error follows the status or the code that the body names; without one it is a
 * {@link ResponseContractError}.
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
  const error = errorOf(metadata) ?? errorOf(body) ?? misplacedError(metadata);
  if (error === undefined && isSuccess(status) && !isFailed(metadata) && !isFailed(body)) return undefined;
  const named = [
    status,
    memberOf(error, 'code'),
    memberOf(error, 'status'),
    error,
    ...[metadata, body].flatMap((reporter) => [memberOf(reporter, 'status'), memberOf(reporter, 'code')]),
  ]
    .map(statusOf)
    .find(isErrorStatus);
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

/** Whether members report an error that other things than errors can have, too. */
function isFailed(reporter: unknown): boolean {
  const { status, code, success, data } = Object(reporter) as Readonly<Record<string, unknown>>;
  const isFailure =
    data !== undefined && typeof status === 'string' && /^(error|fail(ed|ure)?)$/i.test(status);
  return success === false || isFailure || [status, code].map(statusOf).some(isErrorStatus);
}

function isErrorStatus(status = 0): boolean {
  return status >= 400;
}

/** Metadata that are not an object: what they hold can't be known, but it is not a success. */
function misplacedError(metadata: unknown): unknown {
  if (typeof metadata === 'object' && !Array.isArray(metadata)) return undefined;
  const first: unknown = Array.isArray(metadata) ? metadata[0] : metadata;
  return holdsAnything(metadata) ? (errorOf(first) ?? first ?? true) : undefined;
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
