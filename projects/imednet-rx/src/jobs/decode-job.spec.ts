import fc from 'fast-check';
import { failureOf } from '../../spec/failure-of';
import { holds, must } from '../../spec/holds';
import { StubClient } from '../../spec/stub-client';
import { lastValueFrom } from 'rxjs';
import { ResponseContractError } from '../errors/response-contract-error';
import { askJob } from './ask-job';
import { decodeJob } from './decode-job';

const JOB = { jobId: 'J', batchId: 'B1', state: 'COMPLETED' };

describe('a response that is not the requested job', () => {
  const bodies: readonly unknown[] = [
    ...[
      null,
      true,
      0,
      '',
      'COMPLETED',
      [],
      [JOB],
      {},
      { data: [] },
      { data: [JOB] },
      { metadata: {}, data: JOB },
    ],
    ...[
      { ...JOB, batchId: 'B2' },
      { ...JOB, batchId: 'b1' },
      { ...JOB, batchId: 1 },
      { ...JOB, batchId: undefined },
    ],
    ...[null, undefined, 1, {}, ['COMPLETED'], true].map((state) => ({ ...JOB, state })),
  ];
  for (const body of bodies) {
    it(`is an error: ${JSON.stringify(body)}`, async () => {
      const error = await failureOf(askJob(new StubClient(body), 'DEMO', 'B1'));
      expect(error).toBeInstanceOf(ResponseContractError);
      expect((error as Error).message).toContain('/studies/{studyKey}/jobs/');
    });
  }

  it('is whatever else JSON can hold', () =>
    holds(
      fc.property(fc.jsonValue(), (body) => {
        try {
          decodeJob(body, 'B1', '/x');
          must(false, 'it is accepted');
        } catch (error) {
          must(error instanceof ResponseContractError, `it ends in ${String(error)}`);
        }
      }),
      2000,
    ));

  it('is not one with members that are not known', async () => {
    const job = { ...JOB, progress: 100, resultUrl: '/r', more: { deep: [1] } };
    expect(await lastValueFrom(askJob(new StubClient(job), 'DEMO', 'B1'))).toEqual(job);
  });
});
