import { metrics, trace } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { lastValueFrom } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { canary, leaksIn } from '../../spec/node/telemetry/canary';
import { type CanaryStudy, startCanaryStudy } from '../../spec/node/telemetry/canary-study';
import { attributesOf, OtlpCollector } from '../../spec/node/telemetry/otlp-collector';
import { SCOPE } from '../observability/scope';
import { createImednet, type Imednet } from './imednet';

const ROUTE = '/api/v1/edc/studies/{studyKey}/records';
const OPERATION = 'imednet.records.list';
const SERVICE = { 'service.name': 'nightly-export' };

describe('What a collector gets by OTLP', () => {
  let study: CanaryStudy;
  let collector: OtlpCollector;
  let spans: BasicTracerProvider;
  let meters: MeterProvider;
  let imednet: Imednet;
  /** What all attempts tell. */
  let about: object;

  beforeEach(async () => {
    study = await startCanaryStudy();
    collector = await OtlpCollector.start();
    const resource = resourceFromAttributes(SERVICE);
    const traces = new OTLPTraceExporter({ url: `${collector.url}/v1/traces` });
    spans = new BasicTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(traces)] });
    const exporter = new OTLPMetricExporter({ url: `${collector.url}/v1/metrics` });
    meters = new MeterProvider({
      resource,
      readers: [new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })],
    });
    trace.setGlobalTracerProvider(spans);
    metrics.setGlobalMeterProvider(meters);
    imednet = createImednet({
      ...{ apiKey: canary('api-key'), securityKey: canary('security-key'), baseUrl: study.url },
      ...{ defaultStudyKey: 'DEMO', backoffFactor: 0, circuitBreaker: { failures: 9, openFor: 1_000 } },
    });
    about = {
      'http.request.method': 'GET',
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(study.url).port),
      'url.template': ROUTE,
    };
    // A list of three pages, one of which comes at the second attempt, and one that fails.
    study.failNext('503');
    await lastValueFrom(imednet.records.list({ pageSize: 50, filter: `subjectKey!=${canary('filter')}` }));
    study.failNext('400');
    await failureOf(imednet.records.list());
    await Promise.all([spans.forceFlush(), meters.forceFlush()]);
  });

  afterEach(async () => {
    trace.disable();
    metrics.disable();
    imednet.close();
    await Promise.all([spans.shutdown(), meters.shutdown()]);
    await study.close();
    await collector.close();
  });

  it('is a span of each list, and below it one of each attempt', () => {
    const [full, failed] = collector.spans.filter(({ name }) => name === OPERATION);
    const below = (parent = full): unknown[] =>
      collector.spans
        .filter(({ traceId, parentSpanId }) => traceId === parent?.traceId && parentSpanId === parent.spanId)
        .map(({ name, kind, status }) => [name, kind, status.code]);
    const attempt = (code = 0): unknown[] => [`GET ${ROUTE}`, 3, code];
    expect([full?.kind, full?.status, full?.parentSpanId]).toEqual([1, { code: 0 }, undefined]);
    expect(below(full)).toEqual([attempt(2), attempt(), attempt(), attempt()]);
    expect([failed?.kind, failed?.status, failed?.parentSpanId]).toEqual([1, { code: 2 }, undefined]);
    expect(below(failed)).toEqual([attempt(2)]);
    expect(full?.traceId).not.toBe(failed?.traceId);
  });

  it('tells of each span what the conventions ask for, and no event', () => {
    const told = collector.spans.map((span) => [span.name, attributesOf(span)]);
    const url = `${study.url}${ROUTE}?page=REDACTED&size=REDACTED&sort=REDACTED`;
    const full = { ...about, 'network.protocol.name': 'http', 'url.full': url };
    const attempt = { ...full, 'url.full': `${url}&filter=REDACTED` };
    const answered = { ...attempt, 'http.response.status_code': 200 };
    const refused = (status: number): object => ({
      ...{ 'http.response.status_code': status, 'error.type': String(status) },
    });
    expect(told).toEqual([
      [`GET ${ROUTE}`, { ...attempt, ...refused(503) }],
      [`GET ${ROUTE}`, { ...answered, 'http.request.resend_count': 1 }],
      [`GET ${ROUTE}`, answered],
      [`GET ${ROUTE}`, answered],
      [OPERATION, { 'imednet.study.key': 'DEMO', 'imednet.pages': 3, 'imednet.items': 120 }],
      [`GET ${ROUTE}`, { ...full, ...refused(400) }],
      [OPERATION, { 'imednet.study.key': 'DEMO', 'imednet.pages': 0, 'imednet.items': 0, ...refused(400) }],
    ]);
    expect(collector.spans.flatMap(({ events }) => events)).toEqual([]);
  });

  it('is a point of each metric, by how attempts ended', () => {
    const points = collector.metrics.flatMap(({ scopeMetrics }) =>
      scopeMetrics.flatMap(({ metrics: all }) =>
        all.flatMap(({ name, unit, sum, histogram }) =>
          (sum ?? histogram)?.dataPoints.map((point) => [name, unit, attributesOf(point)]),
        ),
      ),
    );
    const ended = { 'http.request.method': 'GET', 'url.template': ROUTE };
    const duration = (more: object): unknown[] => [
      'http.client.request.duration',
      's',
      { ...about, ...more },
    ];
    expect(points).toEqual(
      jasmine.arrayWithExactContents([
        ['http.client.active_requests', '{request}', about],
        duration({ 'http.response.status_code': 200 }),
        duration({ 'http.response.status_code': 503, 'error.type': '503' }),
        duration({ 'http.response.status_code': 400, 'error.type': '400' }),
        [
          ...['imednet.client.retries', '{attempt}'],
          { ...ended, 'imednet.retry.decision': 'retry', 'error.type': '503' },
        ],
        [
          ...['imednet.client.retries', '{attempt}'],
          { ...ended, 'imednet.retry.decision': 'policy', 'error.type': '400' },
        ],
        ['imednet.client.items', '{item}', { 'imednet.operation': 'records.list' }],
      ]),
    );
  });

  it('names the library, and the service that uses it', () => {
    const scopes = [
      ...collector.traces.flatMap(({ scopeSpans }) => scopeSpans.map(({ scope }) => scope)),
      ...collector.metrics.flatMap(({ scopeMetrics }) => scopeMetrics.map(({ scope }) => scope)),
    ];
    const resources = [...collector.traces, ...collector.metrics].map(({ resource }) => resource);
    expect(scopes.length).toBe(2);
    for (const { name, version } of scopes) expect({ name, version }).toEqual(SCOPE);
    for (const resource of resources) expect(attributesOf(resource)).toEqual(SERVICE);
  });

  it('is nothing secret', () => {
    expect(
      leaksIn(study.seen.map(({ url, headers }) => JSON.stringify({ url, headers })).join('\n')),
    ).not.toEqual([]);
    expect(leaksIn(collector.payload)).toEqual([]);
  });
});
