import { metrics } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  type MetricData,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { lastValueFrom } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { type Answer, scriptedAdapter } from '../../spec/scripted-adapter';
import { Measurements } from '../observability/measurements';
import { Telemetry } from '../observability/telemetry';
import { createImednet, type Imednet } from './imednet';
import type { ImednetClientConfig } from './imednet-client-config';

const ROUTE = '/api/v1/edc/studies/{studyKey}/records';
const PATH = '/api/v1/edc/studies/DEMO/records';

describe('the metrics of a client', () => {
  let exporter: InMemoryMetricExporter;
  let provider: MeterProvider;

  beforeEach(() => {
    exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    provider = new MeterProvider({
      readers: [new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })],
    });
  });

  afterEach(async () => {
    metrics.disable();
    await provider.shutdown();
  });

  const imednet = (config: ImednetClientConfig, ...script: Answer[]): Imednet =>
    createImednet({
      ...{ apiKey: 'key', securityKey: 'key', baseUrl: 'https://api.test', backoffFactor: 0 },
      ...{ adapter: scriptedAdapter(...script), ...config },
    });
  const observed = (...script: Answer[]): Imednet =>
    imednet({ meter: provider.getMeter('specs') }, ...script);

  /** Each metric's points, as they are after everything so far. */
  const measured = async (): Promise<ReadonlyMap<string, MetricData>> => {
    exporter.reset();
    await provider.forceFlush();
    const scopes = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics);
    return new Map(
      scopes.flatMap((scope) => scope.metrics.map((metric) => [metric.descriptor.name, metric] as const)),
    );
  };
  const points = async (name: string): Promise<unknown[]> =>
    (await measured())
      .get(name)
      ?.dataPoints.map(({ attributes, value }) => [
        attributes,
        typeof value === 'object' ? (value as { readonly count: number }).count : value,
      ]) ?? [];

  const about = {
    'http.request.method': 'GET',
    'server.address': 'api.test',
    'server.port': 443,
    'url.template': ROUTE,
  };

  it('tell how long each attempt took, by how it ended', async () => {
    await lastValueFrom(observed(503, 'page').client.get(PATH));
    expect(await points('http.client.request.duration')).toEqual([
      [{ ...about, 'http.response.status_code': 503, 'error.type': '503' }, 1],
      [{ ...about, 'http.response.status_code': 200 }, 1],
    ]);
    const { descriptor, dataPoints } = (await measured()).get('http.client.request.duration') ?? {};
    expect(descriptor?.unit).toBe('s');
    expect((dataPoints?.[0]?.value as { buckets?: { boundaries?: unknown } }).buckets?.boundaries).toEqual([
      ...[0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    ]);
  });

  it('count the attempts under way, and forget those that are canceled', async () => {
    const subscription = observed('never').client.get(PATH).subscribe();
    expect(await points('http.client.active_requests')).toEqual([[about, 1]]);
    subscription.unsubscribe();
    expect(await points('http.client.active_requests')).toEqual([[about, 0]]);
    expect(await points('http.client.request.duration')).toEqual([]);
  });

  it('count retries, and why there is none', async () => {
    await failureOf(observed(503, 404).client.get(PATH));
    await failureOf(imednet({ meter: provider.getMeter('specs'), retries: 1 }, 500, 500).client.get(PATH));
    const decision = (kind: string, status: string): object => ({
      ...{ 'http.request.method': 'GET', 'url.template': ROUTE },
      ...{ 'imednet.retry.decision': kind, 'error.type': status },
    });
    expect(await points('imednet.client.retries')).toEqual([
      [decision('retry', '503'), 1],
      [decision('policy', '404'), 1],
      [decision('retry', '500'), 1],
      [decision('retries', '500'), 1],
    ]);
  });

  it('count the items of lists, by operation', async () => {
    await lastValueFrom(observed().records.list({ studyKey: 'DEMO', pageSize: 2 }));
    expect(await points('imednet.client.items')).toEqual([[{ 'imednet.operation': 'records.list' }, 5]]);
  });

  it('tell how long attempts wait for their turn, of those that have to', async () => {
    const meter = provider.getMeter('specs');
    await lastValueFrom(imednet({ meter }).client.get(PATH));
    expect(await points('imednet.client.gate.wait')).toEqual([]);
    const telemetry = new Telemetry({ meter });
    telemetry.measureWith(Measurements);
    telemetry.measurements?.admitted(0.25);
    const [point] = (await measured()).get('imednet.client.gate.wait')?.dataPoints ?? [];
    expect((point?.value as { sum?: number }).sum).toBe(0.25);
  });

  it('tell which circuits are open', async () => {
    const meter = provider.getMeter('specs');
    const circuitBreaker = { failures: 1, openFor: 0 };
    const source = imednet(
      { meter, circuitBreaker, retries: 0, baseUrl: 'https://api.test:8443' },
      ...([503, 'page'] as const),
    );
    const open = { 'server.address': 'api.test', 'server.port': 8443, 'imednet.circuit.state': 'open' };
    const halfOpen = { ...open, 'imednet.circuit.state': 'half-open' };
    await failureOf(source.client.get(PATH));
    expect(await points('imednet.client.circuits')).toEqual([[open, 1]]);
    await lastValueFrom(source.client.get(PATH));
    expect(await points('imednet.client.circuits')).toEqual([
      [open, 0],
      [halfOpen, 0],
    ]);
  });

  it('go to the provider that is registered later than the client is made', async () => {
    const source = imednet({});
    await lastValueFrom(source.client.get(PATH));
    metrics.setGlobalMeterProvider(provider);
    await lastValueFrom(source.client.get(PATH));
    expect((await points('http.client.request.duration')).length).toBe(1);
  });

  it('leave out what the redaction takes', async () => {
    const redact = (name: string): boolean => name === 'server.address';
    await lastValueFrom(imednet({ meter: provider.getMeter('specs'), redact }).client.get(PATH));
    expect(JSON.stringify(await points('http.client.request.duration'))).not.toContain('api.test');
  });

  it('never break a request, whatever throws', async () => {
    const fail = (): never => {
      throw new RangeError('disk full');
    };
    const failing = new Proxy({}, { get: () => fail });
    const instrument = new Proxy({}, { get: () => () => failing });
    for (const meter of [failing, instrument]) {
      const source = imednet({ meter: meter as never, circuitBreaker: { failures: 1, openFor: 0 } }, 503);
      expect((await lastValueFrom(source.client.get(PATH))).status).toBe(200);
    }
  });
});
