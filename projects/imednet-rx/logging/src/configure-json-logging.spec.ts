import { context, ROOT_CONTEXT, trace, TraceFlags } from '@opentelemetry/api';
import { StackContextManager } from '@opentelemetry/sdk-trace-web';
import { createImednet, type ImednetConfig, type LogFields, type Redact, setDefaultLogger } from 'imednet-rx';
import { lastValueFrom, toArray } from 'rxjs';
import { scriptedAdapter } from '../../spec/scripted-adapter';
import { configureJsonLogging } from './configure-json-logging';
import { roarrLogger } from './roarr-logger';

describe('configureJsonLogging', () => {
  let lines: string[];
  const write = (line: string): unknown => lines.push(line);

  beforeEach(() => (lines = []));

  afterEach(() => setDefaultLogger(undefined));

  /** Reads a list whose first request fails once. */
  const read = async (config: ImednetConfig = {}): Promise<number> => {
    const imednet = createImednet({
      ...{ apiKey: 'key', securityKey: 'key', baseUrl: 'https://api.test', backoffFactor: 0 },
      ...{ adapter: scriptedAdapter(503), ...config },
    });
    const records = imednet.records.list({ studyKey: 'DEMO', pageSize: 2 });
    return (await lastValueFrom(records.pipe(toArray()))).length;
  };
  const messages = (): string[] =>
    lines.map((line) => (JSON.parse(line) as { readonly message: string }).message);

  it('lets a client without a logger of its own write', async () => {
    configureJsonLogging({ write });
    await read();
    expect(messages()).toEqual(['request failed', 'request is sent again']);
  });

  it('takes the place of what was configured before', async () => {
    configureJsonLogging({ write: () => fail('written to the former place') });
    configureJsonLogging({ write, level: 'warn' });
    await read();
    expect(messages()).toEqual(['request failed']);
  });

  it('can be switched off and on again', async () => {
    const switchOff = configureJsonLogging({ write });
    switchOff();
    await read();
    expect(lines).toEqual([]);
    configureJsonLogging({ write });
    await read();
    expect(lines.length).toBe(2);
  });

  it('switches off nothing but itself', async () => {
    const switchOff = configureJsonLogging();
    configureJsonLogging({ write });
    switchOff();
    await read();
    expect(lines.length).toBe(2);
  });

  it('leaves alone a client with a logger of its own', async () => {
    const own: string[] = [];
    configureJsonLogging({ write });
    await read({ logger: roarrLogger({ write: (line) => own.push(line), level: 'warn' }) });
    expect([lines.length, own.length]).toEqual([0, 1]);
  });

  it('loses lines, but no item, when the writer throws', async () => {
    configureJsonLogging({
      write: () => {
        throw new Error('disk full');
      },
    });
    expect(await read()).toBe(5);
  });

  describe('within a span of the application', () => {
    const [traceId, spanId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
    const span = trace.wrapSpanContext({ traceId, spanId, traceFlags: TraceFlags.SAMPLED });
    const ids = (): unknown[] =>
      lines.map((line) => {
        const { trace_id, span_id } = (JSON.parse(line) as { readonly context: LogFields }).context;
        return [trace_id, span_id];
      });

    beforeEach(() => context.setGlobalContextManager(new StackContextManager().enable()));

    afterEach(() => context.disable());

    const redactions: readonly (readonly [string, Redact | undefined, unknown[]])[] = [
      ['tells its ids', undefined, [traceId, spanId]],
      ['tells no ids that a redaction takes', (name) => name.endsWith('_id'), [undefined, undefined]],
    ];
    for (const [story, redact, expected] of redactions) {
      it(story, async () => {
        configureJsonLogging({ write });
        await context.with(trace.setSpan(ROOT_CONTEXT, span), () => read({ redact }));
        expect(ids()).toEqual([expected, expected]);
      });
    }
  });
});
