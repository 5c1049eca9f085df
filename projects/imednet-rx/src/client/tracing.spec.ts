import { context, type Context, propagation, ROOT_CONTEXT, trace, type Tracer } from '@opentelemetry/api';
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import { StackContextManager } from '@opentelemetry/sdk-trace-web';
import type { AxiosAdapter } from 'axios';
import { delay, firstValueFrom, lastValueFrom, type Observable, of, take, toArray } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { failureOf } from '../../spec/failure-of';
import { Observed } from '../../spec/observed';
import { type Answer, scriptedAdapter } from '../../spec/scripted-adapter';
import type { AuthStrategy } from '../auth/auth-strategy';
import { InvalidArgumentError } from '../errors/client-error';
import { Paginator } from '../pagination/paginator';
import type { TraceOptions } from '../pagination/requestor';
import { createImednet, type Imednet } from './imednet';
import type { ImednetClientConfig } from './imednet-client-config';

const ROUTE = '/api/v1/edc/studies/{studyKey}/records';
const PATH = '/api/v1/edc/studies/DEMO/records';
const LIST = { studyKey: 'DEMO', pageSize: 2 };

describe('the spans of a client', () => {
  let observed: Observed;

  beforeEach(() => (observed = new Observed()));

  afterEach(() => {
    trace.disable();
    context.disable();
    propagation.disable();
  });

  const imednet = (adapter: AxiosAdapter, config: ImednetClientConfig = {}): Imednet =>
    createImednet({
      ...{ apiKey: 'key', securityKey: 'key', baseUrl: 'https://api.test:8443', backoffFactor: 0 },
      ...{ tracer: observed.tracer, adapter, ...config },
    });
  const answering = (...script: Answer[]): Imednet => imednet(scriptedAdapter(...script));

  it('show a list with a retry: one span for the list, below it one for each attempt', async () => {
    await lastValueFrom(answering('page', 503, 'page').records.list(LIST).pipe(toArray()));
    expect(
      observed.tree(
        ...['imednet.study.key', 'imednet.pages', 'imednet.items'],
        ...['http.response.status_code', 'http.request.resend_count', 'error.type'],
      ),
    ).toEqual([
      'INTERNAL imednet.records.list unset key=DEMO pages=3 items=5',
      `  CLIENT GET ${ROUTE} unset status_code=200`,
      `  CLIENT GET ${ROUTE} ERROR status_code=503 type=503`,
      `  CLIENT GET ${ROUTE} unset status_code=200 resend_count=1`,
      `  CLIENT GET ${ROUTE} unset status_code=200`,
    ]);
    expect(observed.spans.at(-1)?.name).withContext('parents end last').toBe('imednet.records.list');
  });

  it('show a 404 as the failure of the attempt and of the list', async () => {
    await failureOf(answering(404).records.list(LIST));
    expect(observed.tree('http.response.status_code', 'error.type', 'imednet.items')).toEqual([
      'INTERNAL imednet.records.list ERROR status_code=404 type=404 items=0',
      `  CLIENT GET ${ROUTE} ERROR status_code=404 type=404`,
    ]);
  });

  it('show a cancellation as no failure', async () => {
    await firstValueFrom(answering('page').records.list(LIST));
    answering('never').records.list(LIST).subscribe().unsubscribe();
    expect(observed.tree('imednet.items', 'http.response.status_code', 'error.type')).toEqual([
      'INTERNAL imednet.records.list unset items=2',
      `  CLIENT GET ${ROUTE} unset status_code=200`,
      'INTERNAL imednet.records.list unset items=0',
      `  CLIENT GET ${ROUTE} unset`,
    ]);
    expect(observed.spans.at(-1)?.name).withContext('parents end last').toBe('imednet.records.list');
  });

  it('show a timeout', () => {
    const scheduler = new TestScheduler(() => undefined);
    scheduler.run(({ flush }) => {
      const client = imednet(scriptedAdapter('never', 'never'), { timeout: 10, retries: 1 });
      client.records.list(LIST).subscribe({ error: () => undefined });
      flush();
    });
    expect(observed.tree('http.request.resend_count', 'error.type')).toEqual([
      'INTERNAL imednet.records.list ERROR type=RequestTimeoutError',
      `  CLIENT GET ${ROUTE} ERROR type=RequestTimeoutError`,
      `  CLIENT GET ${ROUTE} ERROR resend_count=1 type=RequestTimeoutError`,
    ]);
  });

  it('follow the conventions, and hold no value of a path or a query', async () => {
    const { client } = answering('page');
    await lastValueFrom(client.get(PATH, { page: 0, filter: 'subjectKey==CANARY', CANARY: 1 }));
    const [span] = observed.spans;
    expect(span?.attributes).toEqual({
      'http.request.method': 'GET',
      'http.response.status_code': 200,
      'network.protocol.name': 'http',
      'server.address': 'api.test',
      'server.port': 8443,
      'url.full': `https://api.test:8443${ROUTE}?page=REDACTED&filter=REDACTED`,
      'url.template': ROUTE,
    });
    expect(span?.events).toEqual([]);
  });

  it('go to the provider that is registered later than the client is made', async () => {
    const source = createImednet({
      ...{ apiKey: 'key', securityKey: 'key', baseUrl: 'https://api.test', adapter: scriptedAdapter() },
    });
    await lastValueFrom(source.client.get(PATH));
    expect(observed.spans).toEqual([]);
    trace.setGlobalTracerProvider(observed.provider);
    await lastValueFrom(source.client.get(PATH));
    expect(observed.spans.length).toBe(1);
    expect(observed.spans[0]?.instrumentationScope.name).toBe('imednet-rx');
  });

  it('are children of the span that is active at the subscription, through retries and pages', async () => {
    context.setGlobalContextManager(new StackContextManager().enable());
    const parent = observed.tracer.startSpan('page load');
    const { client } = answering('page', 503);
    const items$ = new Paginator(client, PATH, { pageSize: 2 }).items();
    const within = trace.setSpan(ROOT_CONTEXT, parent);
    await context.with(within, () => lastValueFrom(items$));
    await context.with(within, () => lastValueFrom(answering(503).client.get(PATH)));
    parent.end();
    const tree = observed.tree();
    expect(tree[0]).toBe('INTERNAL page load unset');
    expect(tree.length).toBe(1 + 4 + 2);
    expect(tree.slice(1).every((line) => line.startsWith('  CLIENT'))).toBeTrue();
  });

  const named: readonly (readonly [string, string, (options: TraceOptions) => Observable<unknown>])[] = [
    ['call', `CLIENT GET ${ROUTE}`, (options) => answering().client.get(PATH, {}, options)],
    ['list', 'INTERNAL imednet.records.list', (options) => answering().records.list({ ...LIST, ...options })],
    ['count', 'INTERNAL imednet.sites.count', (options) => answering().sites.count({ ...LIST, ...options })],
    [
      'paginator',
      `CLIENT GET ${ROUTE}`,
      (options) => new Paginator(answering().client, PATH, { pageSize: 2, ...options }).pages(),
    ],
    [
      'operation',
      'INTERNAL imednet.sites.import',
      (options) => answering().client.trace({ name: 'sites.import' }, () => of(1), options),
    ],
  ];
  for (const [story, name, call] of named) {
    it(`are children of the span that a ${story} names, without any context manager`, async () => {
      const parent = observed.tracer.startSpan('job');
      await lastValueFrom(call({ traceContext: trace.setSpan(ROOT_CONTEXT, parent) }));
      parent.end();
      const [job, first, ...others] = observed.tree();
      expect([job, first]).toEqual(['INTERNAL job unset', `  ${name} unset`]);
      expect(others.every((line) => line.startsWith('  '))).toBeTrue();
    });
  }

  it('are active while the transport sends, also behind a retry and a token that takes its time', async () => {
    context.setGlobalContextManager(new StackContextManager().enable());
    const active: (string | undefined)[] = [];
    const send = scriptedAdapter(503, 'page');
    const auth: AuthStrategy = { headers: () => of({ authorization: 'x' }).pipe(delay(1)) };
    const { client } = createImednet({
      ...{ auth, baseUrl: 'https://api.test', backoffFactor: 0, tracer: observed.tracer },
      adapter: (config) => {
        active.push(trace.getActiveSpan()?.spanContext().spanId);
        return send(config);
      },
    });
    await lastValueFrom(client.get(PATH));
    expect(active).toEqual(observed.spans.map((span) => span.spanContext().spanId));
    expect(active.length).toBe(2);
  });

  it('are told to allow-listed origins only', async () => {
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    const sent: unknown[] = [];
    const send = scriptedAdapter();
    const adapter: AxiosAdapter = (config) => {
      sent.push(config.headers.get('traceparent'));
      return send(config);
    };
    await lastValueFrom(imednet(adapter).client.get(PATH));
    for (const origin of ['https://other.test', 'https://api.test:8443']) {
      await lastValueFrom(imednet(adapter, { propagateTraceTo: [origin] }).client.get(PATH));
    }
    const { traceId, spanId } = observed.spans[2]?.spanContext() ?? {};
    expect(sent).toEqual([undefined, undefined, `00-${String(traceId)}-${String(spanId)}-01`]);
  });

  it('are told without the baggage, which could be of a patient', async () => {
    const propagators = [new W3CTraceContextPropagator(), new W3CBaggagePropagator()];
    propagation.setGlobalPropagator(new CompositePropagator({ propagators }));
    const baggage = propagation.createBaggage({ subject: { value: 'CANARY' } });
    const sent: string[] = [];
    const send = scriptedAdapter();
    const adapter: AxiosAdapter = (config) => {
      sent.push(...Object.keys(config.headers.toJSON()));
      return send(config);
    };
    const { client } = imednet(adapter, { propagateTraceTo: ['https://api.test:8443'] });
    await lastValueFrom(
      client.get(PATH, {}, { traceContext: propagation.setBaggage(ROOT_CONTEXT, baggage) }),
    );
    expect(sent).toContain('traceparent');
    expect(sent).not.toContain('baggage');
  });

  for (const name of ['', 'subject 101-001', 'records.101001', 'a.', '.a', 'Jane Doe']) {
    it(`are not made of an operation called ${JSON.stringify(name)}`, async () => {
      const run = jasmine.createSpy();
      expect(await failureOf(answering().client.trace({ name }, run))).toBeInstanceOf(InvalidArgumentError);
      expect(run).not.toHaveBeenCalled();
      expect(observed.spans).toEqual([]);
    });
  }

  it('leave out what the redaction takes', async () => {
    const redact = (name: string): boolean => name === 'imednet.study.key' || name === 'server.address';
    await lastValueFrom(imednet(scriptedAdapter(), { redact }).records.list(LIST));
    const names = observed.spans.flatMap(({ attributes }) => Object.keys(attributes));
    expect(names).not.toContain('imednet.study.key');
    expect(names).not.toContain('server.address');
    expect(names).toContain('url.template');
  });

  it('are empty when the redaction throws', async () => {
    const redact = (): never => {
      throw new RangeError('x');
    };
    await lastValueFrom(imednet(scriptedAdapter(), { redact }).records.list(LIST));
    expect(observed.spans.map(({ attributes }) => attributes)).toEqual(observed.spans.map(() => ({})));
  });

  describe('never break a request', () => {
    const fail = (): never => {
      throw new RangeError('disk full');
    };
    const failing = new Proxy({}, { get: () => fail });
    const tracers: readonly (readonly [string, Tracer])[] = [
      ['a tracer', { startSpan: fail, startActiveSpan: fail }],
      ['a span', { startSpan: () => failing, startActiveSpan: fail } as unknown as Tracer],
    ];
    for (const [story, tracer] of tracers) {
      it(`when ${story} throws`, async () => {
        const source = imednet(scriptedAdapter(503), { tracer });
        expect((await lastValueFrom(source.records.list(LIST).pipe(toArray()))).length).toBe(5);
        source.records.list(LIST).pipe(take(1)).subscribe();
      });
    }

    const managers: readonly (readonly [string, (context: Context, step: () => unknown) => unknown])[] = [
      ['before it has sent', fail],
      ['behind', (_context, step) => [step(), fail()]],
    ];
    for (const [story, run] of managers) {
      it(`when a context manager throws ${story}, and send it once`, async () => {
        context.setGlobalContextManager({
          ...{ active: () => ROOT_CONTEXT, with: run as never, bind: (_context, target) => target },
          enable: () => failing as never,
          disable: () => failing as never,
        });
        let sent = 0;
        const send = scriptedAdapter();
        const { client } = imednet((config) => {
          sent++;
          return send(config);
        });
        await lastValueFrom(client.get(PATH));
        expect(sent).toBe(1);
      });
    }
  });
});
