// First, since it replaces the timers and promises that all others take.
import 'zone.js/node';
import { context } from '@opentelemetry/api';
import { ZoneContextManager } from '@opentelemetry/context-zone-peer-dep';
import { reportOf } from './job-report';
import { nestingServer } from './nesting-server';
import { TracedJob } from './traced-job';

/** Runs a job where zones carry the trace context, and prints what it left. */
async function main(adapter: string): Promise<void> {
  context.setGlobalContextManager(new ZoneContextManager().enable());
  const server = await nestingServer(2);
  const job = new TracedJob();
  await job.run(job.imednet({ baseUrl: server.url, adapter: adapter as 'http' | 'fetch' }));
  await server.close();
  console.log(JSON.stringify(reportOf(job, server)));
}

void main(process.argv[2] ?? 'http');
