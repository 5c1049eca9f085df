import { context, propagation } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { nodeAdapter } from 'imednet-rx/node';
import type { LoopbackServer } from '../../spec/node/loopback-server';
import { type JobReport, reportOf } from '../../spec/node/telemetry/job-report';
import { nestingServer } from '../../spec/node/telemetry/nesting-server';
import { PATIENCE, runScript } from '../../spec/node/telemetry/run-script';
import { TracedJob, treeOfJob, WORK_OF_JOB } from '../../spec/node/telemetry/traced-job';
import type { ImednetClientConfig } from './imednet-client-config';

const WORK = WORK_OF_JOB.map((place) => jasmine.stringMatching(place));

/** Each request is told of the innermost span, which is the transport's, and of no other. */
function expectOneParentEach({ parents, innermost }: JobReport): void {
  expect(parents).toEqual(jasmine.arrayWithExactContents([...innermost]));
}

describe('The spans of an instrumented undici', () => {
  let server: LoopbackServer;
  let job: TracedJob;
  let instrumentation: UndiciInstrumentation;

  const start = async (failing?: number): Promise<void> => {
    server = await nestingServer(failing);
    job = new TracedJob();
    instrumentation = new UndiciInstrumentation();
    instrumentation.setTracerProvider(job.observed.provider);
  };

  beforeEach(() => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  });

  afterEach(async () => {
    instrumentation.disable();
    context.disable();
    propagation.disable();
    await server.close();
  });

  const adapters: readonly (readonly [string, () => ImednetClientConfig['adapter']])[] = [
    ['nodeAdapter', () => nodeAdapter()],
    ['fetch', () => 'fetch'],
  ];
  for (const [name, adapter] of adapters) {
    it(`are below those of the attempts, with ${name}`, async () => {
      await start(2);
      const imednet = job.imednet({ baseUrl: server.url, adapter: adapter() });
      await job.run(imednet);
      imednet.close();
      const report = reportOf(job, server);
      expect(report.tree).toEqual(treeOfJob({ retried: true, instrumented: true }));
      expect(report.worked).toEqual(WORK);
      expectOneParentEach(report);
    });
  }

  it('are below those of the attempts, when they wait for a connection of nodeAdapter', async () => {
    await start();
    const adapter = nodeAdapter({ maxSockets: 1 });
    const imednet = job.imednet({ baseUrl: server.url, adapter });
    await Promise.all([job.run(imednet), job.run(imednet), job.run(imednet)]);
    adapter.close();
    const tree = treeOfJob({ instrumented: true });
    expect(job.observed.tree()).toEqual([...tree, ...tree, ...tree]);
    expectOneParentEach(reportOf(job, server));
  });
});

describe('The tree of spans, in a process of its own,', () => {
  const expectTree = (report: JobReport, instrumented: boolean): void => {
    expect(report.tree).toEqual(treeOfJob({ retried: true, instrumented }));
    expect(report.worked).toEqual(WORK);
  };

  it(
    'holds those of an instrumented node:http below those of the attempts',
    async () => {
      const report = await runScript<JobReport>('job-over-http');
      expectTree(report, true);
      expectOneParentEach(report);
    },
    PATIENCE,
  );

  for (const adapter of ['http', 'fetch']) {
    it(
      `hangs together where zones carry the context, with axios' ${adapter}`,
      async () => {
        expectTree(await runScript<JobReport>('job-in-zone', adapter), false);
      },
      PATIENCE,
    );
  }
});
