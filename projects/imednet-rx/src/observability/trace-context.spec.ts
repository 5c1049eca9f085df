import {
  context,
  INVALID_SPAN_CONTEXT,
  isSpanContextValid,
  ROOT_CONTEXT as API_ROOT,
  trace,
} from '@opentelemetry/api';
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
import { StackContextManager } from '@opentelemetry/sdk-trace-web';
import { openTelemetry } from '../http/open-telemetry';
import { activeContext } from './telemetry';
import { isValidSpanContext, ROOT_CONTEXT, spanOf, withSpan } from './trace-context';

describe('trace contexts without the package @opentelemetry/api', () => {
  const span = new BasicTracerProvider().getTracer('application').startSpan('job');

  afterEach(() => {
    context.disable();
    trace.disable();
  });

  it('keeps a span where the API looks for it, and finds it where the API keeps it', () => {
    expect(trace.getSpan(withSpan(ROOT_CONTEXT, span))).toBe(span);
    expect(spanOf(trace.setSpan(API_ROOT, span))).toBe(span);
    expect(spanOf(ROOT_CONTEXT)).toBeUndefined();
    expect(spanOf(trace.deleteSpan(withSpan(ROOT_CONTEXT, span)))).toBeUndefined();
  });

  it('leaves a context as it is when a value is set or deleted', () => {
    const key = Symbol('key');
    const one = ROOT_CONTEXT.setValue(key, 1);
    expect(one.setValue(key, 2).getValue(key)).toBe(2);
    expect(one.deleteValue(key).getValue(key)).toBeUndefined();
    expect(one.getValue(key)).toBe(1);
    expect(ROOT_CONTEXT.getValue(key)).toBeUndefined();
  });

  it('is taken by the context manager that the application registered with the API', () => {
    expect(activeContext()).toBe(ROOT_CONTEXT);
    context.setGlobalContextManager(new StackContextManager().enable());
    const within = withSpan(ROOT_CONTEXT, span);
    expect(openTelemetry()?.context?.with(within, () => trace.getActiveSpan())).toBe(span);
    expect(context.with(within, activeContext)).toBe(within);
  });

  it('finds the tracer provider that the application registered with the API, until it is disabled', () => {
    expect(openTelemetry()?.trace).toBeUndefined();
    trace.setGlobalTracerProvider(new BasicTracerProvider());
    expect(openTelemetry()?.trace?.getTracer('one').startSpan('job').isRecording()).toBeTrue();
    trace.disable();
    expect(openTelemetry()?.trace).toBeUndefined();
  });

  const { traceId, spanId } = span.spanContext();
  const contexts: readonly (readonly [string, unknown, unknown])[] = [
    ['as they are made', traceId, spanId],
    ['in capitals', traceId.toUpperCase(), spanId.toUpperCase()],
    ['of zeros', INVALID_SPAN_CONTEXT.traceId, INVALID_SPAN_CONTEXT.spanId],
    ['with a trace id of zeros', INVALID_SPAN_CONTEXT.traceId, spanId],
    ['with a span id of zeros', traceId, INVALID_SPAN_CONTEXT.spanId],
    ['too short', traceId.slice(1), spanId],
    ['too long', traceId, `${spanId}0`],
    ['with another character', traceId, `g${spanId.slice(1)}`],
    ['with a line break', traceId, `${spanId.slice(1)}\n`],
    ['that are missing', undefined, undefined],
    ['that are numbers', 1, 2],
  ];
  for (const [story, trace, id] of contexts) {
    it(`judges ids ${story} as the API does`, () => {
      const ids = { traceId: trace as string, spanId: id as string, traceFlags: 1 };
      expect(isValidSpanContext(ids)).toBe(isSpanContextValid(ids));
    });
  }
});
