import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { lastValueFrom, toArray } from 'rxjs';
import { RecordedLog } from '../../spec/recorded-log';
import { scriptedAdapter } from '../../spec/scripted-adapter';
import { ConfigurationError } from '../errors/client-error';
import type { SchemaDrift } from '../observability/schema-drift';
import { createImednet, type Imednet, type ImednetConfig } from './imednet';

const LIST = { studyKey: 'DEMO', pageSize: 2, validate: 'warn' } as const;

/** Five records in three pages, of which nothing but the `recordId` is there. */
describe('what a client tells of fields that do not fit', () => {
  let log: RecordedLog;
  const imednet = (config: ImednetConfig = {}): Imednet =>
    createImednet({
      ...{ apiKey: 'key', securityKey: 'key', baseUrl: 'https://api.test', logger: log },
      ...{ adapter: scriptedAdapter(), ...config },
    });
  const read = ({ records }: Imednet): Promise<unknown> => lastValueFrom(records.list(LIST).pipe(toArray()));
  const lines = (): unknown[] =>
    log.lines
      .filter(([, message]) => message === 'items do not fit their schema')
      .filter(([, , { field }]) => field === 'siteId');

  beforeEach(() => {
    log = new RecordedLog();
  });

  it('comes page by page, with what there was so far', async () => {
    const client = imednet();
    const drifts: SchemaDrift[] = [];
    client.drift$.subscribe((drift) => drifts.push(drift));
    await read(client);
    const about = { resource: 'records', field: 'siteId', kind: 'missing' } as const;
    expect(drifts.filter(({ field }) => field === 'siteId')).toEqual([
      { ...about, page: 0, count: 2, total: 2 },
      { ...about, page: 1, count: 2, total: 4 },
      { ...about, page: 2, count: 1, total: 5 },
    ]);
  });

  it('is a line for each field, once', async () => {
    const client = imednet();
    await read(client);
    await read(client);
    const about = { resource: 'records', page: 0, field: 'siteId', kind: 'missing', count: 2 };
    expect(lines()).toEqual([
      [
        'warn',
        'items do not fit their schema',
        jasmine.objectContaining({ ...about, operation: 'records.list', studyKey: 'DEMO' }),
      ],
    ]);
    await read(imednet());
    expect(lines().length).withContext('of another client too').toBe(2);
  });

  it('is a metric, without names of fields', async () => {
    const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    const provider = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter })] });
    await read(imednet({ meter: provider.getMeter('specs') }));
    await provider.forceFlush();
    const points = exporter
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics))
      .filter(({ descriptor }) => descriptor.name === 'imednet.client.schema_drift')
      .flatMap(({ dataPoints }) => dataPoints.map(({ attributes, value }) => [attributes, value]));
    await provider.shutdown();
    const of = { 'imednet.operation': 'records.list', 'imednet.resource': 'records' };
    // All fields of a record but its key, of five records.
    expect(points).toEqual([[{ ...of, 'imednet.schema_drift.kind': 'missing' }, 18 * 5]]);
  });

  it('is nothing unless it is asked for, by the call or the client', async () => {
    const drifts: SchemaDrift[] = [];
    for (const validate of ['off', 'warn'] as const) {
      const client = imednet({ validate });
      client.drift$.subscribe((drift) => drifts.push(drift));
      await lastValueFrom(client.records.list({ studyKey: 'DEMO', pageSize: 2 }));
      expect(drifts.length > 0).toBe(validate === 'warn');
    }
  });

  it('comes from lists of a traced client too', async () => {
    const { client } = imednet({ validate: 'strict' });
    const traced: unknown[] = [];
    await lastValueFrom(
      client.trace({ name: 'job.run' }, (within) => {
        traced.push(within.validate);
        return client.get('/api/v1/edc/studies');
      }),
    );
    expect(traced).toEqual(['strict']);
  });

  it('can be asked for in one way only', () => {
    expect(() => imednet({ validate: 'maybe' as 'warn' })).toThrowError(
      ConfigurationError,
      'validate must be one of off, warn, strict.',
    );
  });
});
