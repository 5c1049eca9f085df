import { ResponseContractError } from '../errors/response-contract-error';
import type { Job } from '../models/job';

/**
 * Checks that a response is the job that was requested; further members are allowed.
 *
 * @param body - parsed body
 * @param batchId - of the requested job
 * @param route - for the message
 * @throws ResponseContractError that names the rule, never what the body holds
 */
export function decodeJob(body: unknown, batchId: string, route: string): Job {
  const problem = problemOf(body, batchId);
  if (problem === undefined) return body as Job;
  throw new ResponseContractError(
    `GET ${route}: the response is not the requested job: ${problem}. Nothing was emitted; check the job in iMednet ` +
      'and report this to the vendor.',
  );
}

function problemOf(body: unknown, batchId: string): string | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return 'the body is not a JSON object';
  const job = body as Partial<Record<keyof Job, unknown>>;
  if (job.batchId !== batchId) return '`batchId` is missing or another one';
  return typeof job.state === 'string' ? undefined : '`state` is not a string';
}
