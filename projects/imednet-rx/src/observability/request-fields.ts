import type { Context } from '@opentelemetry/api';
import type { ImednetRequest } from '../http/imednet-request';
import type { LogFields } from './logger';
import { operationOf } from './operation';
import { safely } from './safely';
import { isValidSpanContext, spanOf } from './trace-context';

/** What lines tell of a request. */
export function requestFields({ method, route, attempt, traceContext }: ImednetRequest): LogFields {
  return { method, route, attempt, ...contextFields(traceContext) };
}

/** What lines tell of where they belong: the operation, and the span by which a trace can be found. */
export function contextFields(context: Context | undefined): LogFields {
  if (!context) return {};
  const { name: operation, studyKey } = operationOf(context) ?? {};
  const span = safely(() => spanOf(context)?.spanContext());
  return {
    ...(operation === undefined ? {} : { operation }),
    ...(studyKey === undefined ? {} : { studyKey }),
    ...(span && isValidSpanContext(span) ? { trace_id: span.traceId, span_id: span.spanId } : {}),
  };
}
