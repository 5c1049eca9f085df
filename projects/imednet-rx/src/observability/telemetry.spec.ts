import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { StackContextManager } from '@opentelemetry/sdk-trace-web';
import { Observed } from '../../spec/observed';
import { RecordedLog } from '../../spec/recorded-log';
import { setDefaultLogger } from './default-logger';
import { SCOPE } from './scope';
import { Telemetry } from './telemetry';

describe('Telemetry', () => {
  afterEach(() => {
    setDefaultLogger(undefined);
  });

  it('writes to the default logger of the moment, but to its own if it has one', () => {
    const [own, first, second] = [new RecordedLog(), new RecordedLog(), new RecordedLog()];
    const telemetry = new Telemetry();
    const line = (): void => {
      telemetry.log('info', 'x', () => ({}));
      new Telemetry({ logger: own }).log('info', 'own', () => ({}));
    };
    line();
    setDefaultLogger(first);
    line();
    setDefaultLogger(second);
    line();
    setDefaultLogger(undefined);
    line();
    expect([first.lines.length, second.lines.length]).toEqual([1, 1]);
    expect(own.lines.map(([, message]) => message)).toEqual(['own', 'own', 'own', 'own']);
  });

  it('gathers no facts of lines that nobody wants', () => {
    const facts = jasmine.createSpy().and.returnValue({});
    new Telemetry().log('fatal', 'x', facts);
    new Telemetry({ logger: new RecordedLog(['warn']) }).log('info', 'x', facts);
    expect(facts).not.toHaveBeenCalled();
  });

  it('redacts lines of its own and of the default logger', () => {
    const log = new RecordedLog();
    const redact = (name: string): boolean => name === 'studyKey';
    setDefaultLogger(log);
    new Telemetry({ redact }).log('info', 'x', () => ({ studyKey: 'DEMO', status: 200 }));
    new Telemetry({ redact, logger: log }).log('info', 'x', () => ({ studyKey: 'DEMO', status: 200 }));
    expect(log.lines.map(([, , fields]) => fields)).toEqual([{ status: 200 }, { status: 200 }]);
  });

  it('tells the active span where a line has none of its own, so that it can be redacted too', () => {
    context.setGlobalContextManager(new StackContextManager().enable());
    const log = new RecordedLog();
    const span = new Observed().tracer.startSpan('page load');
    const { traceId: trace_id, spanId: span_id } = span.spanContext();
    context.with(trace.setSpan(ROOT_CONTEXT, span), () => {
      new Telemetry({ logger: log }).log('info', 'x', () => ({}));
      new Telemetry({ logger: log }).log('info', 'x', () => ({ trace_id: 'own', span_id: 'own' }));
      new Telemetry({ logger: log, redact: (name) => name === 'span_id' }).log('info', 'x', () => ({}));
    });
    const own = { trace_id: 'own', span_id: 'own' };
    expect(log.lines.map(([, , fields]) => fields)).toEqual([{ trace_id, span_id }, own, { trace_id }]);
    context.disable();
  });

  it('says who it is', () => {
    expect(SCOPE.name).toBe('imednet-rx');
    expect(SCOPE.version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
