import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { AxiosAdapter } from 'axios';
import { createImednet, type Imednet, type ImednetConfig, type LogFields, type LogLevel } from 'imednet-rx';
import { lastValueFrom, toArray } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { Observed } from '../../spec/observed';
import { type Answer, scriptedAdapter } from '../../spec/scripted-adapter';
import { roarrLogger } from './roarr-logger';

interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
}

const SCHEMA = JSON.parse(
  readFileSync(new URL('../../../../docs/log-line.schema.json', import.meta.url), 'utf8'),
) as Described;
const LIST = { studyKey: 'DEMO', pageSize: 2 };

const EVERY_FIELD: Required<LogFields> = {
  ...{ operation: 'records.list', studyKey: 'DEMO', method: 'GET', route: '/api/{segment}', attempt: 1 },
  ...{ status: 503, duration: 12.5, bytes: 1234, delay: 0, host: 'api.test:8443', state: 'half-open' },
  ...{ rate: 0.5, page: 0, repeated: 0, mayMiss: true, reason: 'budget', errorType: 'ServerError' },
  ...{ resource: 'records', field: 'keywords[].dateAdded', kind: 'missing', count: 1 },
  ...{ errorCode: 'ECONNRESET', trace_id: '1'.repeat(32), span_id: '2'.repeat(16) },
};
/** What each line has, whatever it is about. */
const ALWAYS = ['package', 'namespace', 'application', 'logLevel'];

describe('a log line', () => {
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(SCHEMA);
  let lines: string[];
  const logger = roarrLogger({ level: 'trace', write: (line) => lines.push(line) });

  beforeEach(() => (lines = []));

  const imednet = (config: ImednetConfig): Imednet =>
    createImednet({
      ...{ apiKey: 'key', securityKey: 'key', baseUrl: 'https://api.test:8443', backoffFactor: 0 },
      ...{ logger, tracer: new Observed().tracer, ...config },
    });
  const read = (script: Answer[], config: ImednetConfig = {}): Promise<unknown> =>
    lastValueFrom(
      imednet({ adapter: scriptedAdapter(...script), ...config })
        .records.list(LIST)
        .pipe(toArray()),
    );
  /** Answers pages, the last of which tells that the list has lost an item. */
  const shrinking: AxiosAdapter = async (config) => {
    const response = await scriptedAdapter()(config);
    const body = JSON.parse(response.data as string) as {
      pagination: { currentPage: number; totalElements: number };
    };
    if (body.pagination.currentPage < 2) body.pagination.totalElements += 1;
    return { ...response, data: JSON.stringify(body) };
  };
  const patient: AxiosAdapter = async (config) => {
    const response = await scriptedAdapter(429)(config);
    return { ...response, headers: { 'retry-after': '0.001' } };
  };

  const runs: readonly (readonly [story: string, messages: string[], run: () => Promise<unknown>])[] = [
    [
      'of retries',
      ['request failed', 'request is sent again', 'request answered'],
      () => read(['page', 503, 'page']),
    ],
    [
      'of a refusal',
      ['request failed', 'request is not sent again'],
      () => failureOf(imednet({ adapter: scriptedAdapter(404) }).records.list(LIST)),
    ],
    [
      'of a budget that is used up',
      ['request failed', 'request is not sent again'],
      () =>
        failureOf(imednet({ adapter: scriptedAdapter(503), retryBudget: { capacity: 0 } }).studies.list()),
    ],
    [
      'of a broken connection',
      ['request failed', 'request is not sent again'],
      () => {
        const error = Object.assign(new Error('CANARY'), { code: 'ECONNRESET' });
        return failureOf(imednet({ adapter: () => Promise.reject(error), retries: 0 }).records.list(LIST));
      },
    ],
    [
      'of a cancellation',
      ['request canceled'],
      async () => {
        imednet({ adapter: scriptedAdapter('never') })
          .records.list(LIST)
          .subscribe()
          .unsubscribe();
      },
    ],
    [
      'of a circuit',
      ['circuit is open', 'circuit is half-open', 'circuit is closed'],
      () => read([503, 503], { circuitBreaker: { failures: 2, openFor: 0 } }),
    ],
    [
      'of a pause and a lower rate',
      ['requests pause', 'requests go on', 'rate is lowered'],
      () => {
        const adapter: AxiosAdapter = (config) => (lines.length ? scriptedAdapter() : patient)(config);
        return read([], { adapter, adaptiveRate: { ceiling: 1000 } });
      },
    ],
    [
      'of a list that changes',
      ['list changed while it was read'],
      () =>
        lastValueFrom(
          imednet({ adapter: shrinking })
            .records.list({ ...LIST, onDrift: 'warn' })
            .pipe(toArray()),
        ),
    ],
  ];
  for (const [story, messages, run] of runs) {
    it(`${story} is as documented`, async () => {
      await run();
      const written = lines.map((line) => JSON.parse(line) as { readonly message: string });
      for (const line of written) {
        expect(validate(line))
          .withContext(JSON.stringify([line, validate.errors]))
          .toBeTrue();
      }
      expect(written.map(({ message }) => message)).toEqual(jasmine.arrayContaining(messages));
      expect(lines.join()).not.toContain('CANARY');
    });
  }

  it('may have each of the fields that there are, and no other', () => {
    for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] satisfies LogLevel[])
      logger.log(level, 'one', EVERY_FIELD);
    expect(lines.map((line) => validate(JSON.parse(line)))).toEqual(Array(6).fill(true));
    const documented = Object.keys(SCHEMA.properties?.['context']?.properties ?? {});
    expect(documented.sort()).toEqual([...ALWAYS, ...Object.keys(EVERY_FIELD)].sort());
    const surplus = { ...(JSON.parse(lines[0]!) as object), patient: 'JANE' };
    expect(validate(surplus)).toBeFalse();
  });

  it('may tell the name of the application', () => {
    const named = roarrLogger({ write: (line) => lines.push(line), context: { application: 'mirror' } });
    named.log('info', 'one', {});
    expect(validate(JSON.parse(lines[0]!))).toBeTrue();
  });

  it('has each part of it described', () => {
    const undescribed = ({ properties = {} }: Described): string[] =>
      Object.entries(properties).flatMap(([name, part]) => [
        ...(part.description ? [] : [name]),
        ...undescribed(part),
      ]);
    expect(undescribed(SCHEMA)).toEqual([]);
  });
});
