import { context, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { FetchInstrumentation } from '@opentelemetry/instrumentation-fetch';
import { XMLHttpRequestInstrumentation } from '@opentelemetry/instrumentation-xml-http-request';
import { BasicTracerProvider, type ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { StackContextManager } from '@opentelemetry/sdk-trace-web';
import { concat, lastValueFrom } from 'rxjs';
import { SameOriginAuth } from '../auth/same-origin-auth';
import type { RequestInterceptor } from '../http/request-handler';
import { createImednet, type Imednet } from './imednet';
import type { ImednetClientConfig } from './imednet-client-config';

declare const window: { readonly __karma__: { readonly config: { readonly simulatorUrl: string } } };

const { simulatorUrl } = window.__karma__.config;
const RECORDS = '/api/v1/edc/studies/DEMO/records';
const ROUTE = 'GET /api/v1/edc/studies/{studyKey}/records';
const OURS = ['accept', 'content-type', 'x-api-key', 'x-imn-security-key'];

const ORIGINS: readonly (readonly [string, ImednetClientConfig])[] = [
  ['the page’s own origin', { baseUrl: '/simulator', auth: new SameOriginAuth() }],
  ['another origin', { baseUrl: simulatorUrl, apiKey: 'a', securityKey: 'b' }],
];

/** Lets the first attempt of the second page fail. */
const failOnce: RequestInterceptor = (request, next) => {
  const isIt = request.params['page'] === 1 && request.attempt === 1;
  return next(isIt ? { ...request, headers: { ...request.headers, 'x-simulator-fault': '503' } } : request);
};

for (const adapter of ['fetch', 'xhr'] as const) {
  describe(`In a browser, with axios' ${adapter},`, () => {
    let started: ReadableSpan[];
    let provider: BasicTracerProvider;
    /** Headers of each request as they leave, behind all instrumentation. */
    let sent: Headers[];

    beforeEach(() => {
      started = [];
      provider = new BasicTracerProvider({
        // When they begin: instrumentation ends its spans some time behind the answer.
        spanProcessors: [
          {
            onStart: (span) => void started.push(span),
            onEnd: () => undefined,
            forceFlush: () => Promise.resolve(),
            shutdown: () => Promise.resolve(),
          },
        ],
      });
      context.setGlobalContextManager(new StackContextManager().enable());
      propagation.setGlobalPropagator(new W3CTraceContextPropagator());
      sent = [];
      spyOnSending();
    });

    afterEach(() => {
      context.disable();
      propagation.disable();
    });

    /** The spies go with the spec, and what was wrapped around them goes, too. */
    function spyOnSending(): void {
      const { fetch: send } = globalThis;
      spyOn(globalThis, 'fetch').and.callFake((input, init) => {
        sent.push(new Headers(init?.headers ?? (input as Request).headers));
        return send(input, init);
      });
      const { prototype } = XMLHttpRequest;
      spyOn(prototype, 'open').and.callFake(function (this: XMLHttpRequest, ...args: unknown[]) {
        sent.push(new Headers());
        Reflect.apply(open, this, args);
      });
      spyOn(prototype, 'send').and.callThrough();
      spyOn(prototype, 'setRequestHeader').and.callFake(function (this: XMLHttpRequest, name, value) {
        sent.at(-1)?.append(name, value);
        setRequestHeader.call(this, name, value);
      });
    }

    const instrumented = async (work: () => Promise<unknown>): Promise<void> => {
      const instrumentation =
        adapter === 'fetch' ? new FetchInstrumentation() : new XMLHttpRequestInstrumentation();
      instrumentation.setTracerProvider(provider);
      try {
        await work();
      } finally {
        instrumentation.disable();
      }
    };
    const client = (config: ImednetClientConfig): Imednet =>
      createImednet({
        ...{ adapter, tracer: provider.getTracer('specs'), backoffFactor: 0, defaultStudyKey: 'DEMO' },
        ...{ interceptors: { perAttempt: [failOnce] }, ...config },
      });
    const places = (): string[] => {
      const names = new Map(started.map((span) => [span.spanContext().spanId, span.name]));
      return started
        .filter(({ name }) => name !== 'CORS Preflight')
        .map(({ name, parentSpanContext: parent }) => `${name} in ${names.get(parent?.spanId ?? '') ?? 'nothing'}`);
    };
    const parentsTold = (): (string | null)[] => sent.map((headers) => headers.get('traceparent'));
    const idOf = (span: ReadableSpan): string => {
      const { traceId, spanId } = span.spanContext();
      return `00-${traceId}-${spanId}-01`;
    };

    for (const [origin, config] of ORIGINS) {
      it(`the spans of what it sends to ${origin} are below those of the attempts`, async () => {
        const { records, client: requests } = client(config);
        const job = provider.getTracer('specs').startSpan('job');
        await instrumented(() =>
          context.with(trace.setSpan(ROOT_CONTEXT, job), () =>
            lastValueFrom(concat(records.list({ pageSize: 300 }), requests.post(RECORDS, []).pipe(ignored()))),
          ),
        );
        expect(places()).toEqual([]);
      });
    }
  });
}
