import { context, propagation, ROOT_CONTEXT, trace, type Tracer } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { FetchInstrumentation } from '@opentelemetry/instrumentation-fetch';
import { XMLHttpRequestInstrumentation } from '@opentelemetry/instrumentation-xml-http-request';
import { BasicTracerProvider, type ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { StackContextManager } from '@opentelemetry/sdk-trace-web';
import { lastValueFrom } from 'rxjs';
import { isBrowser, simulatorUrl } from '../../spec/browser/transport-contract';
import { failureOf } from '../../spec/failure-of';
import { SameOriginAuth } from '../auth/same-origin-auth';
import type { RequestInterceptor } from '../http/request-handler';
import { createImednet, type Imednet } from './imednet';
import type { ImednetClientConfig } from './imednet-client-config';

const RECORDS = '/api/v1/edc/studies/DEMO/records';

interface Site {
  readonly name: string;
  readonly origin: string;
  readonly config: ImednetClientConfig;
  readonly route: string;
}

const ROUTE = '/api/v1/edc/studies/{studyKey}/records';
const SITES: readonly Site[] = [
  {
    ...{
      name: 'the page’s own origin',
      origin: isBrowser ? location.origin : '',
      route: `/{segment}${ROUTE}`,
    },
    config: { baseUrl: '/simulator', auth: new SameOriginAuth() },
  },
  {
    ...{ name: 'another origin', origin: simulatorUrl, route: ROUTE },
    config: { baseUrl: simulatorUrl, apiKey: 'a', securityKey: 'b' },
  },
];
/** `cache-control` goes over `xhr` alone: `fetch` has a setting for it. */
const OURS = ['accept', 'cache-control', 'content-type', 'x-api-key', 'x-imn-security-key'];

/** Lets the first attempt of the second page fail. */
const failOnce: RequestInterceptor = (request, next) => {
  const isIt = request.params['page'] === 1 && request.attempt === 1;
  return next(isIt ? { ...request, headers: { ...request.headers, 'x-simulator-fault': '503' } } : request);
};

for (const adapter of isBrowser ? (['fetch', 'xhr'] as const) : []) {
  describe(`A trace in a browser, with ${adapter},`, () => {
    let started: ReadableSpan[];
    let tracer: Tracer;
    let provider: BasicTracerProvider;
    /** Headers of each request as it leaves, behind all that is wrapped around it. */
    let sent: Headers[];

    beforeEach(() => {
      started = [];
      sent = [];
      const done = (): Promise<void> => Promise.resolve();
      provider = new BasicTracerProvider({
        // Noted when they start: instrumentation ends its own long after the answer.
        spanProcessors: [
          {
            onStart: (span) => void started.push(span),
            onEnd: () => undefined,
            ...{ forceFlush: done, shutdown: done },
          },
        ],
      });
      tracer = provider.getTracer('specs');
      context.setGlobalContextManager(new StackContextManager().enable());
      propagation.setGlobalPropagator(new W3CTraceContextPropagator());
      // What is wrapped around a spy goes with it when the spec ends.
      const { fetch: send } = globalThis;
      spyOn(globalThis, 'fetch').and.callFake((request, init) => {
        sent.push(new Headers(init?.headers ?? (request as Request).headers));
        return send(request, init);
      });
      const { prototype } = XMLHttpRequest;
      const { open, setRequestHeader } = prototype;
      spyOn(prototype, 'send').and.callThrough();
      spyOn(prototype, 'open').and.callFake(function (this: XMLHttpRequest, ...address: unknown[]) {
        sent.push(new Headers());
        Reflect.apply(open, this, address);
      });
      spyOn(prototype, 'setRequestHeader').and.callFake(function (this: XMLHttpRequest, ...header) {
        sent.at(-1)?.append(...header);
        setRequestHeader.apply(this, header);
      });
    });

    afterEach(() => {
      context.disable();
      propagation.disable();
    });

    const imednet = (config: ImednetClientConfig): Imednet =>
      createImednet({ adapter, tracer, backoffFactor: 0, defaultStudyKey: 'DEMO', ...config });
    const instrumented = async (work: () => Promise<unknown>): Promise<void> => {
      const instrumentation =
        adapter === 'fetch' ? new FetchInstrumentation() : new XMLHttpRequestInstrumentation();
      instrumentation.setTracerProvider(provider);
      await work();
      instrumentation.disable();
    };
    const idsOf = (kind: (span: ReadableSpan) => boolean): string[] =>
      started
        .filter(kind)
        .map((span) => span.spanContext())
        .map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`);
    const isOurs = ({ name }: ReadableSpan): boolean => name.endsWith(ROUTE);
    const told = (): (string | null)[] => sent.map((headers) => headers.get('traceparent'));

    for (const { name, origin, config, route } of SITES) {
      it(`holds the spans of what is sent to ${name} below those of the attempts`, async () => {
        const { records, client } = imednet({ ...config, interceptors: { perAttempt: [failOnce] } });
        const job = trace.setSpan(ROOT_CONTEXT, tracer.startSpan('job'));
        await instrumented(async () => {
          await context.with(job, () => lastValueFrom(records.list({ pageSize: 300 })));
          await context.with(job, () => failureOf(client.post(RECORDS, [])));
        });
        const names = new Map(started.map((span) => [span.spanContext().spanId, span.name]));
        const get = [`GET ${route} in imednet.records.list`, `GET in GET ${route}`];
        expect(
          started
            .filter((span) => span.name !== 'CORS Preflight')
            .map((span) => `${span.name} in ${names.get(span.parentSpanContext?.spanId ?? '') ?? 'nothing'}`),
        ).toEqual([
          ...['job in nothing', 'imednet.records.list in job', ...get, ...get, ...get],
          ...[`POST ${route} in job`, `POST in POST ${route}`],
        ]);
      });

      it(`is nothing that ${name} is told of, where nobody asked for it`, async () => {
        await lastValueFrom(imednet(config).records.list({ pageSize: 300 }));
        expect(sent.length).toBe(2);
        expect(
          sent.flatMap((headers) => [...headers.keys()]).filter((header) => !OURS.includes(header)),
        ).toEqual([]);
      });

      it(`is told to ${name}, if that is asked for, as the span of each attempt`, async () => {
        const propagateTraceTo = [origin];
        await lastValueFrom(imednet({ ...config, propagateTraceTo }).records.list({ pageSize: 300 }));
        expect(told()).toEqual(idsOf(isOurs));
      });

      it(`is told to ${name} by instrumentation alone, if that does`, async () => {
        await instrumented(() => lastValueFrom(imednet(config).records.list({ pageSize: 300 })));
        const itsOwn = idsOf((span) => span.name === 'GET');
        // It tells the page's own origin, and others only if asked to.
        expect(told()).toEqual(origin === location.origin ? itsOwn : [null, null]);
        expect(itsOwn.length).toBe(2);
      });
    }
  });
}
