import { inspect } from 'node:util';
import { diag, SpanStatusCode } from '@opentelemetry/api';
import { nodeAdapter } from 'imednet-rx/node';
import { lastValueFrom, toArray } from 'rxjs';
import type { Call } from '../../spec/node/telemetry/call';
import { canary, leaksIn } from '../../spec/node/telemetry/canary';
import { type CanaryStudy, startCanaryStudy } from '../../spec/node/telemetry/canary-study';
import { FAILING_CALLS } from '../../spec/node/telemetry/failing-calls';
import { LIST_CALLS } from '../../spec/node/telemetry/list-calls';
import { OwnError } from '../../spec/node/telemetry/own-error';
import { REFUSED_CALLS } from '../../spec/node/telemetry/refused-calls';
import { REQUEST_CALLS } from '../../spec/node/telemetry/request-calls';
import { REFUSED_WRITES, WRITE_CALLS } from '../../spec/node/telemetry/write-calls';
import { Witness } from '../../spec/node/telemetry/witness';
import { NetworkError } from '../errors/request-error';
import { createImednet, type Imednet } from './imednet';
import type { ImednetClientConfig } from './imednet-client-config';

const KEYS = { apiKey: canary('api-key'), securityKey: canary('security-key') };

const ADAPTERS: readonly (readonly [string, () => ImednetClientConfig['adapter']])[] = [
  ["axios' http", () => 'http'],
  ['fetch', () => 'fetch'],
  ['nodeAdapter', () => nodeAdapter()],
];

describe('No line, span, metric, error or output tells a secret', () => {
  let study: CanaryStudy;
  let witness: Witness;
  let imednet: Imednet | undefined;

  beforeEach(async () => {
    study = await startCanaryStudy();
    witness = new Witness();
  });

  afterEach(async () => {
    imednet?.close();
    await witness.close();
    await study.close();
  });

  const client = (config: ImednetClientConfig): Imednet =>
    (imednet = createImednet({
      ...{ baseUrl: study.url, defaultStudyKey: 'DEMO', backoffFactor: 0 },
      ...{ tracer: witness.tracer, meter: witness.meter, logger: witness.logger },
      ...(config.auth ? {} : KEYS),
      ...config,
    }));

  /** Makes a call to its end. */
  const make = async ({ run, faults = [], error }: Call, source: Imednet): Promise<void> => {
    study.failNext(...faults);
    const ended = await lastValueFrom(run(source, study), { defaultValue: undefined }).then(
      () => undefined,
      (reason: unknown) => reason as Error,
    );
    expect(ended?.name).toBe(error);
    if (ended && !(ended instanceof OwnError)) witness.hear(ended);
  };
  const everything = async (): Promise<string> =>
    Object.values(await witness.told())
      .flat()
      .join('\n');

  for (const [name, adapter] of ADAPTERS) {
    describe(`with ${name}`, () => {
      for (const call of [...LIST_CALLS, ...REQUEST_CALLS, ...FAILING_CALLS, ...WRITE_CALLS]) {
        it(`of ${call.story}`, async () => {
          await make(call, client({ adapter: adapter(), ...call.config }));
          const { lines, spans, points } = await witness.told();
          expect(leaksIn(await everything())).toEqual([]);
          expect([lines, spans, points].map(({ length }) => length > 0)).toEqual([true, true, true]);
        });
      }
    });
  }

  for (const call of [...REFUSED_CALLS, ...REFUSED_WRITES]) {
    it(`of ${call.story}`, async () => {
      await make(call, client({ ...call.config }));
      expect(leaksIn(await everything())).toEqual([]);
      expect(study.seen).toEqual([]);
    });
  }

  it('although requests and answers are full of them', async () => {
    const rows = await lastValueFrom(client({}).records.list().pipe(toArray()));
    expect(leaksIn(inspect(study.seen, { depth: Infinity })).length).toBeGreaterThan(0);
    for (const row of rows) expect(leaksIn(JSON.stringify(row)).length).toBe(3);
  });

  const attributes = { note: canary('attribute') };
  const controls: readonly (readonly [string, (witness: Witness) => void])[] = [
    ['a field of a line', ({ logger }) => logger.log('trace', 'x', { errorCode: canary('field') })],
    ['the message of a line', ({ logger }) => logger.log('trace', canary('message'), {})],
    ['the name of a span', ({ tracer }) => tracer.startSpan(canary('name')).end()],
    ['an attribute of a span', ({ tracer }) => tracer.startSpan('x', { attributes }).end()],
    ['an event of a span', ({ tracer }) => tracer.startSpan('x').addEvent('x', attributes).end()],
    [
      'an exception of a span',
      ({ tracer }) => {
        const span = tracer.startSpan('x');
        span.recordException(new Error(canary('exception')));
        span.end();
      },
    ],
    [
      'the status of a span',
      ({ tracer }) =>
        tracer
          .startSpan('x')
          .setStatus({ code: SpanStatusCode.ERROR, message: canary('x') })
          .end(),
    ],
    ['an attribute of a metric', ({ meter }) => meter.createCounter('x').add(1, attributes)],
    ['console.log', () => console.log(canary('log'))],
    ['console.error', () => console.error(new Error(canary('error')))],
    ['the standard output', () => process.stdout.write(Buffer.from(canary('out')))],
    ['what OpenTelemetry says of itself', () => diag.debug(canary('diag'))],
    ['the message of an error', (heard) => heard.hear(new Error(canary('message')))],
    ['a cause of an error', (heard) => heard.hear(new Error('x', { cause: new Error(canary('cause')) }))],
    [
      'a hidden property',
      (heard) => heard.hear(Object.defineProperty(new Error('x'), 'data', { value: KEYS })),
    ],
    ['a header in base64', (heard) => heard.hear(new Error(`Basic ${btoa(`user:${canary('password')}`)}`))],
    ['the number of a record', ({ logger }) => logger.log('trace', 'x', { page: 1_000_003 })],
    ['a date', ({ logger }) => logger.log('trace', 'x', { route: 'dateModified>2024-01-02T03:04:05Z' })],
  ];
  for (const [place, tell] of controls) {
    it(`and one would be found in ${place}`, async () => {
      witness.hear(new NetworkError({ method: 'GET', route: '/x' }, new Error(canary('cause'))));
      expect(leaksIn(await everything())).toEqual([]);
      tell(witness);
      expect(leaksIn(await everything()).length).toBe(1);
    });
  }
});
