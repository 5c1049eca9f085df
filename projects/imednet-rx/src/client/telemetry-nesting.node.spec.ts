import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { nodeAdapter } from 'imednet-rx/node';
import { lastValueFrom } from 'rxjs';
import type { LoopbackServer } from '../../spec/node/loopback-server';
import { nestingServer } from '../../spec/node/telemetry/nesting-server';
import { TracedJob, treeOfJob, WORK_OF_JOB } from '../../spec/node/telemetry/traced-job';
import { Paginator } from '../pagination/paginator';
import type { Requestor } from '../pagination/requestor';
import type { ImednetClientConfig } from './imednet-client-config';

const RECORDS = '/api/v1/edc/studies/DEMO/records';
const ATTEMPT = '  CLIENT GET /api/v1/edc/studies/{studyKey}/records unset';

const ADAPTERS: readonly (readonly [string, () => ImednetClientConfig['adapter']])[] = [
  ["axios' http", () => 'http'],
  ['fetch', () => 'fetch'],
  ['nodeAdapter', () => nodeAdapter()],
];

describe('The tree of spans', () => {
  let server: LoopbackServer;
  let job: TracedJob;

  const start = async (failing?: number): Promise<void> => {
    server = await nestingServer(failing);
    job = new TracedJob();
  };

  afterEach(async () => {
    context.disable();
    await server.close();
  });

  describe('where async hooks carry the context', () => {
    beforeEach(() => {
      context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    });

    for (const [name, adapter] of ADAPTERS) {
      it(`hangs together, through pages, retries and one call behind the other, with ${name}`, async () => {
        await start(2);
        const imednet = job.imednet({ baseUrl: server.url, adapter: adapter() });
        await job.run(imednet);
        imednet.close();
        expect(job.observed.tree()).toEqual(treeOfJob({ retried: true }));
        expect(job.worked).toEqual(WORK_OF_JOB.map((place) => jasmine.stringMatching(place)));
      });

      it(`keeps jobs apart that wait for each other, with ${name}`, async () => {
        await start();
        const imednet = job.imednet({ baseUrl: server.url, adapter: adapter(), concurrency: 1 });
        await Promise.all([job.run(imednet), job.run(imednet)]);
        imednet.close();
        expect(job.observed.tree()).toEqual([...treeOfJob(), ...treeOfJob()]);
        const work = [...WORK_OF_JOB, ...WORK_OF_JOB].map((place) => jasmine.stringMatching(place));
        expect(job.worked).toEqual(jasmine.arrayWithExactContents(work));
      });
    }
  });

  describe('where nothing carries the context', () => {
    it('begins with each list and each request', async () => {
      await start(2);
      await job.run(job.imednet({ baseUrl: server.url }));
      const [root, ...below] = treeOfJob({ retried: true });
      const others = job.observed.tree().filter((line) => line !== root);
      expect(others).toEqual(below.map((line) => line.slice(2)));
    });

    it('hangs below the span that a request names', async () => {
      await start();
      const span = job.observed.tracer.startSpan('job');
      const traceContext = trace.setSpan(ROOT_CONTEXT, span);
      const { client } = job.imednet({ baseUrl: server.url });
      await lastValueFrom(client.get(RECORDS, { page: 0, size: 3 }, { traceContext }));
      span.end();
      expect(job.observed.tree()).toEqual(['INTERNAL job unset', ATTEMPT]);
    });

    it('hangs below the span that the client of a list names', async () => {
      await start();
      const span = job.observed.tracer.startSpan('job');
      const traceContext = trace.setSpan(ROOT_CONTEXT, span);
      const { client } = job.imednet({ baseUrl: server.url });
      const named: Requestor = { get: (path, params) => client.get(path, params, { traceContext }) };
      await lastValueFrom(new Paginator(named, RECORDS, { pageSize: 3, prefetch: 2 }).items());
      span.end();
      expect(job.observed.tree()).toEqual(['INTERNAL job unset', ATTEMPT, ATTEMPT, ATTEMPT]);
    });
  });
});
