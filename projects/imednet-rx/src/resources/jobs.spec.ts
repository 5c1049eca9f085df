import { lastValueFrom, toArray } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { failureOf } from '../../spec/failure-of';
import { StubClient } from '../../spec/stub-client';
import { Context } from '../context/context';
import { ConfigurationError, InvalidArgumentError } from '../errors/client-error';
import { ItemValidationError } from '../errors/item-validation-error';
import { JobFailedError, JobsFailedError } from '../errors/job-errors';
import { ResponseContractError } from '../errors/response-contract-error';
import type { Requestor } from '../pagination/requestor';
import { JobsResource } from './jobs';

describe('JobsResource', () => {
  /** Lets the resource load what polling needs, which takes real time; then time can be virtual. */
  beforeAll(() =>
    lastValueFrom(new JobsResource(new StubClient(), new Context('DEMO')).pollMany([]).pipe(toArray())),
  );

  const jobs = (client: Requestor, studyKey?: string): JobsResource =>
    new JobsResource(client, new Context(studyKey));
  const done = (batchId: string, state = 'COMPLETED'): object => ({ jobId: 'J', batchId, state });

  it('gets a job by its route', async () => {
    const client = new StubClient(done('B 1'));
    expect((await lastValueFrom(jobs(client, 'DEMO').get('B 1'))).state).toBe('COMPLETED');
    expect(client.calls.map(([path]) => path)).toEqual(['/api/v1/edc/studies/DEMO/jobs/B%201']);
  });

  it('polls in the study that is named', async () => {
    const client = new StubClient(done('B1'));
    const [progress] = await lastValueFrom(jobs(client).poll('B1', { studyKey: 'X' }).pipe(toArray()));
    expect([progress?.batchId, progress?.outcome, progress?.poll]).toEqual(['B1', 'succeeded', 1]);
    expect(client.calls.map(([path]) => path)).toEqual(['/api/v1/edc/studies/X/jobs/B1']);
  });

  it('checks what is told of a job as the call says, and never because the client does', async () => {
    const told: unknown[] = [];
    const lists = {
      read: () => undefined,
      drifted: () => undefined,
      misfitted: (misfits: readonly unknown[]) => void told.push(...misfits),
    };
    const client = Object.assign(new StubClient({ ...done('B1'), dateCreated: 'yesterday' }), { lists });
    const strict = jobs(Object.assign(client, { validate: 'strict' as const }), 'DEMO');
    expect((await lastValueFrom(strict.get('B1'))).state).toBe('COMPLETED');
    expect(told).toEqual([]);
    for (const source of [
      strict.get('B1', { validate: 'strict' }),
      strict.poll('B1', { validate: 'strict' }),
      strict.pollMany(['B1'], { validate: 'strict' }),
    ]) {
      expect(await failureOf(source)).toBeInstanceOf(ItemValidationError);
    }
    const { state } = await lastValueFrom(strict.get('B1', { validate: 'warn' }));
    expect(state).toBe('COMPLETED');
    const misfit = { resource: 'jobs', page: 0, field: 'dateCreated', kind: 'type', count: 1 } as const;
    expect(told).toEqual(Array(4).fill(misfit));
  });

  it('ends every call with an error when the response is not the job', async () => {
    for (const body of [null, [], {}, done('B2')]) {
      const resource = jobs(new StubClient(body), 'DEMO');
      for (const source of [resource.get('B1'), resource.poll('B1'), resource.pollMany(['B1'])]) {
        expect(await failureOf(source)).toBeInstanceOf(ResponseContractError);
      }
    }
  });

  it('needs a study key, and asks for nothing without one', async () => {
    const client = new StubClient(done('B1'));
    expect(await failureOf(jobs(client).poll('B1'))).toBeInstanceOf(ConfigurationError);
    expect(client.calls).toEqual([]);
  });

  for (const options of [{ interval: 0 }, { interval: NaN }, { timeout: -1 }, { timeout: 2 ** 31 }]) {
    it(`refuses ${JSON.stringify(options)}, and asks for nothing`, async () => {
      const client = new StubClient(done('B1'));
      for (const source of [
        jobs(client, 'DEMO').poll('B1', options),
        jobs(client, 'DEMO').pollMany(['B1'], options),
      ]) {
        expect(await failureOf(source)).toBeInstanceOf(InvalidArgumentError);
      }
      expect(client.calls).toEqual([]);
    });
  }

  for (const batchId of ['', '..', '../x', 'a/b', 'a?b']) {
    it(`refuses the batch ${JSON.stringify(batchId)}, and asks for nothing`, async () => {
      const client = new StubClient(done('B1'));
      expect(await failureOf(jobs(client, 'DEMO').poll(batchId))).toBeInstanceOf(InvalidArgumentError);
      expect(client.calls).toEqual([]);
    });
  }

  describe('with several jobs', () => {
    it('tells of all, of each once, and completes', async () => {
      const client = new StubClient(done('B1'), done('B2'));
      const all = await lastValueFrom(jobs(client, 'DEMO').pollMany(['B1', 'B2', 'B1']).pipe(toArray()));
      expect(all.map(({ batchId }) => batchId)).toEqual(['B1', 'B2']);
    });

    it('completes at once when there is none', async () => {
      expect(await lastValueFrom(jobs(new StubClient(), 'DEMO').pollMany([]).pipe(toArray()))).toEqual([]);
    });

    for (const wrong of ['B1', 5, null, undefined, { 0: 'B1' }, new Set(['B1'])]) {
      it(`rejects ${JSON.stringify(wrong)}${wrong instanceof Set ? ' of a Set' : ''} in place of an array, before anything is sent`, async () => {
        const client = new StubClient();
        const error = await failureOf(jobs(client, 'DEMO').pollMany(wrong as never));
        expect(error).toBeInstanceOf(InvalidArgumentError);
        expect(client.calls).toEqual([]);
      });
    }

    it('ends with the first failure, and polls the others no more', () => {
      const client = new StubClient(done('B1', 'CREATED'), done('B2', 'FAILED'));
      const scheduler = new TestScheduler(() => undefined);
      let error: unknown;
      scheduler.run(({ flush }) => {
        jobs(client, 'DEMO')
          .pollMany(['B1', 'B2'])
          .subscribe({ error: (reason: unknown) => (error = reason) });
        flush();
      });
      expect((error as JobFailedError).batchId).toBe('B2');
      expect(client.calls.length).toBe(2);
    });

    it('polls all others to their end when told to, then tells which failed', () => {
      const client = new StubClient(done('B1', 'FAILED'), done('B2', 'CREATED'), done('B2'));
      const scheduler = new TestScheduler(() => undefined);
      const states: string[] = [];
      let error: unknown;
      scheduler.run(({ flush }) => {
        jobs(client, 'DEMO')
          .pollMany(['B1', 'B2'], { failFast: false })
          .subscribe({
            next: ({ job }) => states.push(job.state),
            error: (reason: unknown) => (error = reason),
          });
        flush();
      });
      expect(states).toEqual(['FAILED', 'CREATED', 'COMPLETED']);
      expect(error).toBeInstanceOf(JobsFailedError);
      const { failures } = error as JobsFailedError;
      expect([...failures.keys()]).toEqual(['B1']);
      expect(failures.get('B1')).toBeInstanceOf(JobFailedError);
    });
  });
});
