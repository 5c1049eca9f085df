import { context, trace } from '@opentelemetry/api';
import { concat, concatMap, EMPTY, lastValueFrom, tap } from 'rxjs';
import { createImednet, type Imednet } from '../../../src/client/imednet';
import type { ImednetClientConfig } from '../../../src/client/imednet-client-config';
import { Observed } from '../../observed';

const RECORDS = '/api/v1/edc/studies/DEMO/records';
const ROUTE = '/api/v1/edc/studies/{studyKey}/records';

/** An application's job with spans of its own: the job, and one for each answer that it works on. */
export class TracedJob {
  /** The job's span, and those of the library. */
  readonly observed = new Observed();
  readonly #own = new Observed();

  /** The client of the job; its spans are those of this job, its transport's if that is told so. */
  imednet(config: ImednetClientConfig): Imednet {
    return createImednet({
      ...{ apiKey: 'a', securityKey: 'b', defaultStudyKey: 'DEMO', backoffFactor: 0 },
      ...{ tracer: this.observed.tracer, ...config },
    });
  }

  /** Works on a list of three pages, then on the answer to a request that leads to another. */
  async run({ records, client }: Imednet): Promise<void> {
    const work = (name: string): void => {
      this.#own.tracer.startSpan(name).end();
    };
    const job = this.observed.tracer.startSpan('job');
    const list$ = records.process(
      ({ page }) => {
        work(`page ${String(page)}`);
        return EMPTY;
      },
      { pageSize: 3 },
    );
    const requests$ = client.get(RECORDS, { page: 0, size: 3 }).pipe(
      tap(() => {
        work('answer');
      }),
      concatMap(() => client.post(RECORDS, [])),
    );
    const done = context.with(trace.setSpan(context.active(), job), () =>
      lastValueFrom(concat(list$, requests$)),
    );
    await done;
    job.end();
  }

  /** Where each span of the job's own work hangs: the name of its parent. */
  get worked(): readonly string[] {
    const names = new Map(this.observed.spans.map((span) => [span.spanContext().spanId, span.name]));
    return this.#own.spans.map(
      ({ name, parentSpanContext: parent }) => `${name} in ${names.get(parent?.spanId ?? '') ?? 'nothing'}`,
    );
  }
}

/**
 * The spans as they should be.
 *
 * @param retried - whether the second page came at the second attempt
 * @param instrumented - whether the transport makes spans, too
 */
export function treeOfJob({ retried = false, instrumented = false } = {}): readonly string[] {
  const attempt = (method: string, depth: number, status = 'unset'): string[] => [
    `${'  '.repeat(depth)}CLIENT ${method} ${ROUTE} ${status}`,
    ...(instrumented ? [`${'  '.repeat(depth + 1)}CLIENT ${method} ${status}`] : []),
  ];
  return [
    'INTERNAL job unset',
    '  INTERNAL imednet.records.process unset',
    ...attempt('GET', 2),
    ...(retried ? attempt('GET', 2, 'ERROR') : []),
    ...attempt('GET', 2),
    ...attempt('GET', 2),
    ...attempt('GET', 1),
    ...attempt('POST', 1),
  ];
}

/** Where the job's own work should hang: below what the job asked for, never below a request, which is over. */
export const WORK_OF_JOB: readonly RegExp[] = [
  ...[0, 1, 2].map((page) => new RegExp(`^page ${String(page)} in (job|imednet.records.process)$`, 'u')),
  /^answer in job$/u,
];
