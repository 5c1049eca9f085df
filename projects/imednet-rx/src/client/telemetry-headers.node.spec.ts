import { context, propagation, ROOT_CONTEXT, trace, TraceFlags } from '@opentelemetry/api';
import {
  CompositePropagator,
  TraceState,
  W3CBaggagePropagator,
  W3CTraceContextPropagator,
} from '@opentelemetry/core';
import { nodeAdapter } from 'imednet-rx/node';
import { lastValueFrom } from 'rxjs';
import { type LoopbackServer, loopbackServer, sendJson } from '../../spec/node/loopback-server';
import { canary, leaksIn } from '../../spec/node/telemetry/canary';
import { Observed } from '../../spec/observed';
import { createImednet } from './imednet';
import type { ImednetClientConfig } from './imednet-client-config';

const RECORDS = '/api/v1/edc/studies/DEMO/records';
const OURS = ['accept', 'content-type', 'x-api-key', 'x-imn-security-key'];
/** What Node's ways to send add on their own. */
const TRANSPORTS = [
  ...['host', 'connection', 'content-length', 'user-agent', 'accept-encoding'],
  ...['accept-language', 'sec-fetch-mode'],
  // What `fetch` adds to a request that is not to be cached.
  ...['cache-control', 'pragma'],
];

const ADAPTERS: readonly (readonly [string, () => ImednetClientConfig['adapter']])[] = [
  ["axios' http", () => 'http'],
  ['fetch', () => 'fetch'],
  ['nodeAdapter', () => nodeAdapter()],
];

for (const [name, adapter] of ADAPTERS) {
  describe(`What a server is told of a trace, with ${name},`, () => {
    let server: LoopbackServer;
    let observed: Observed;

    beforeEach(async () => {
      observed = new Observed();
      propagation.setGlobalPropagator(
        new CompositePropagator({
          propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()],
        }),
      );
      server = await loopbackServer((response, _request, number) => {
        sendJson(response, number === 1 ? 503 : 200, {});
      });
    });

    afterEach(async () => {
      context.disable();
      propagation.disable();
      await server.close();
    });

    /** Sends a request, the second attempt of which is answered, within a trace that knows a patient. */
    const send = async (propagateTraceTo: readonly string[]): Promise<void> => {
      const { client } = createImednet({
        ...{ apiKey: 'a', securityKey: 'b', baseUrl: server.url, backoffFactor: 0 },
        ...{ adapter: adapter(), tracer: observed.tracer, propagateTraceTo },
      });
      const traceState = new TraceState().set('vendor', '1');
      const span = {
        traceId: 'a'.repeat(32),
        spanId: 'b'.repeat(16),
        traceFlags: TraceFlags.SAMPLED,
        traceState,
      };
      const baggage = propagation.createBaggage({ patient: { value: canary('baggage') } });
      const traceContext = propagation.setBaggage(trace.setSpanContext(ROOT_CONTEXT, span), baggage);
      await lastValueFrom(client.get(RECORDS, {}, { traceContext }));
      client.close();
    };
    const told = (): unknown[] =>
      server.seen.map(({ headers }) => Object.keys(headers).filter((header) => !TRANSPORTS.includes(header)));

    it('is nothing where nobody asked for it', async () => {
      await send(['https://elsewhere.test']);
      expect(told()).toEqual([OURS, OURS].map((names) => jasmine.arrayWithExactContents(names)));
    });

    it('is the span of each attempt, once, and no baggage', async () => {
      await send([server.url]);
      const names = [...OURS, 'traceparent', 'tracestate'];
      expect(told()).toEqual([names, names].map((all) => jasmine.arrayWithExactContents(all)));
      expect(server.seen.map(({ headers }) => headers['traceparent'])).toEqual(
        observed.spans.map((span) => `00-${'a'.repeat(32)}-${span.spanContext().spanId}-01`),
      );
      expect(server.seen.map(({ headers }) => headers['tracestate'])).toEqual(['vendor=1', 'vendor=1']);
      expect(leaksIn(JSON.stringify(server.seen.map(({ headers }) => headers)))).toEqual([]);
    });
  });
}
