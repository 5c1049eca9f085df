import { createRequire } from 'node:module';
import { context, propagation } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';

/** Runs a job over an instrumented `node:http`, and prints what it left. */
async function main(): Promise<void> {
  const instrumentation = new HttpInstrumentation({ disableIncomingRequestInstrumentation: true });
  // Modules are instrumented when they are loaded, so all that needs them is loaded now.
  createRequire(__filename)('node:http');
  const { TracedJob } = await import('./traced-job');
  const { nestingServer } = await import('./nesting-server');
  const { reportOf } = await import('./job-report');
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const server = await nestingServer(2);
  const job = new TracedJob();
  instrumentation.setTracerProvider(job.observed.provider);
  await job.run(job.imednet({ baseUrl: server.url, adapter: 'http' }));
  await server.close();
  console.log(JSON.stringify(reportOf(job, server)));
}

void main();
