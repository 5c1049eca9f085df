import type { Context, Span, SpanContext } from '@opentelemetry/api';

/** Key under which all copies of OpenTelemetry's API, 1.x, keep the span of a context. */
const SPAN = Symbol.for('OpenTelemetry Context Key SPAN');

/** The context without values, the default parent. */
export const ROOT_CONTEXT: Context = contextOf(new Map());

/** Returns the context in which this span is the parent of what begins. */
export function withSpan(context: Context, span: Span): Context {
  return context.setValue(SPAN, span);
}

/** Returns the span of a context, if it has one. */
export function spanOf(context: Context): Span | undefined {
  return context.getValue(SPAN) as Span | undefined;
}

/** Whether both ids have the length and the digits that W3C Trace Context demands, and are not zero. */
export function isValidSpanContext({ traceId, spanId }: SpanContext): boolean {
  return isId(traceId, 32) && isId(spanId, 16);
}

function isId(id: unknown, length: number): boolean {
  return typeof id === 'string' && id.length === length && /^(?!0+$)[\da-f]+$/i.test(id);
}

function contextOf(values: ReadonlyMap<symbol, unknown>): Context {
  return {
    getValue: (key) => values.get(key),
    setValue: (key, value) => contextOf(new Map(values).set(key, value)),
    deleteValue: (key) => {
      const others = new Map(values);
      others.delete(key);
      return contextOf(others);
    },
  };
}
