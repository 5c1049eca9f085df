import type { AxiosAdapter, AxiosResponse } from 'axios';
import { lastValueFrom } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { Observed } from '../../spec/observed';
import { scriptedAdapter } from '../../spec/scripted-adapter';
import type { LogFields, Logger, LogLevel } from '../observability/logger';
import { createImednet } from './imednet';
import { ImednetClient } from './imednet-client';
import type { ImednetClientConfig } from './imednet-client-config';

const CANARY = 'JANE-CANARY';
const BODY = JSON.stringify({
  metadata: { error: { code: '1000', description: CANARY, field: { attribute: 'filter', value: CANARY } } },
});

const DATA = JSON.stringify({ data: [CANARY] });

describe('the log of a client', () => {
  let lines: (readonly [LogLevel, string, LogFields])[];
  const logger: Logger = {
    isEnabled: () => true,
    log: (...line) => lines.push(line),
  };

  beforeEach(() => (lines = []));

  /** Answers with each status in turn, with a body that nobody must read in a log. */
  const answering = (...statuses: number[]): AxiosAdapter => {
    const left = [...statuses];
    return (config) => {
      const status = left.shift() ?? 200;
      return Promise.resolve<AxiosResponse>({
        ...{ status, statusText: CANARY, headers: { 'x-trace': CANARY } },
        ...{ data: status === 200 ? DATA : BODY, config, request: undefined },
      });
    };
  };
  const client = (config: ImednetClientConfig): ImednetClient =>
    new ImednetClient({
      ...{ apiKey: CANARY, securityKey: CANARY, baseUrl: 'https://api.test', backoffFactor: 0 },
      ...{ logger, ...config },
    });
  const path = `/api/v1/edc/studies/${CANARY}/records`;
  const options = { headers: { 'x-note': CANARY } };
  const messages = (): unknown[] =>
    lines.map(([level, message, { attempt, status, delay, reason }]) => [
      level,
      message,
      ...[attempt, status, delay ?? reason].filter((fact) => fact !== undefined),
    ]);

  it('tells of each attempt and of each decision, and of nothing that could be a key or a patient', async () => {
    const source = client({ adapter: answering(503, 429, 200), retries: 3 });
    await lastValueFrom(source.get(path, { filter: `subjectKey==${CANARY}` }, options));
    expect(messages()).toEqual([
      ['warn', 'request failed', 1, 503],
      ['info', 'request is sent again', 1, 503, 0],
      ['warn', 'request failed', 2, 429],
      ['info', 'request is sent again', 2, 429, 0],
      ['debug', 'request answered', 3, 200],
    ]);
    expect(JSON.stringify(lines)).not.toContain(CANARY);
    expect(lines.every(([, , { route }]) => route === '/api/v1/edc/studies/{studyKey}/records')).toBeTrue();
  });

  it('tells why there is no further attempt', async () => {
    await failureOf(client({ adapter: answering(400) }).post(path, [{ note: CANARY }], options));
    expect(messages()).toEqual([
      ['warn', 'request failed', 1, 400],
      ['warn', 'request is not sent again', 1, 400, 'policy'],
    ]);
    lines = [];
    const spent = client({ adapter: answering(503), retryBudget: { capacity: 0 } });
    await failureOf(spent.get(path));
    expect(messages().at(-1)).toEqual(['warn', 'request is not sent again', 1, 503, 'budget']);
    await failureOf(client({ adapter: answering(503, 503), retries: 1 }).get(path));
    expect(messages().at(-1)).toEqual(['warn', 'request is not sent again', 2, 503, 'retries']);
    expect(JSON.stringify(lines)).not.toContain(CANARY);
  });

  it('tells which operation and which span a line belongs to', async () => {
    const observed = new Observed();
    const imednet = createImednet({
      ...{ apiKey: CANARY, securityKey: CANARY, baseUrl: 'https://api.test', backoffFactor: 0 },
      ...{ logger, tracer: observed.tracer, adapter: scriptedAdapter(503) },
    });
    await lastValueFrom(imednet.records.list({ studyKey: 'DEMO', pageSize: 2, maxPages: 1 }));
    const [failed, answered, list] = observed.spans.map((span) => span.spanContext());
    const about = { operation: 'records.list', studyKey: 'DEMO', trace_id: list?.traceId };
    const facts = lines.map(([, message, { operation, studyKey, trace_id, span_id }]) => [
      message,
      { operation, studyKey, trace_id, span_id },
    ]);
    expect(facts).toEqual([
      ['request failed', { ...about, span_id: failed?.spanId }],
      ['request is sent again', { ...about, span_id: list?.spanId }],
      ['request answered', { ...about, span_id: answered?.spanId }],
    ]);
  });

  it('tells that a list changed while it was read', async () => {
    const totals = [4, 3];
    const adapter: AxiosAdapter = (config) => {
      const page = Number(new URL(config.url ?? '').searchParams.get('page'));
      const pagination = { currentPage: page, size: 2, totalPages: 2, totalElements: totals[page] };
      const data = [2 * page + 1, 2 * page + 2]
        .slice(0, page === 0 ? 2 : 1)
        .map((recordId) => ({ recordId }));
      return Promise.resolve<AxiosResponse>({
        ...{ status: 200, statusText: '', headers: {}, config },
        data: JSON.stringify({ data, pagination }),
      });
    };
    const imednet = createImednet({
      apiKey: CANARY,
      securityKey: CANARY,
      baseUrl: 'https://api.test',
      adapter,
      logger,
    });
    await lastValueFrom(imednet.records.list({ studyKey: 'DEMO', pageSize: 2, onDrift: 'warn' }));
    expect(lines.filter(([level]) => level === 'warn')).toEqual([
      [
        'warn',
        'list changed while it was read',
        { operation: 'records.list', studyKey: 'DEMO', page: 1, repeated: 0, mayMiss: true },
      ],
    ]);
  });

  it('never breaks a request, whatever it throws', async () => {
    const throws = (): never => {
      throw new RangeError('disk full');
    };
    const source = client({ adapter: answering(503), logger: { isEnabled: () => true, log: throws } });
    expect((await lastValueFrom(source.get(path))).status).toBe(200);
    const mute = client({ adapter: answering(503), logger: { isEnabled: throws, log: throws } });
    expect((await lastValueFrom(mute.get(path))).status).toBe(200);
  });
});
