import { type Attributes, ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import { defer } from 'rxjs';
import type { RequestInterceptor } from '../http/request-handler';
import { errorAttributes } from '../observability/request-attributes';
import type { Telemetry } from '../observability/telemetry';
import { onOutcome } from './on-outcome';

/**
 * Makes a client span of each attempt, below the span that the call belongs to.
 *
 * A cancellation ends the span without a status: it is no failure of anybody.
 *
 * @see {@link https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-client-span | HTTP client span}
 */
export function traceAttempts(telemetry: Telemetry): RequestInterceptor {
  return (request, next) => {
    const { method, route, traceContext = ROOT_CONTEXT } = request;
    const attributes = (): Attributes => telemetry.attributes.ofAttempt(request);
    const span = telemetry.startSpan(`${method} ${route}`, SpanKind.CLIENT, attributes, traceContext);
    if (!span) return next(request);
    return defer(() => next({ ...request, traceContext: span.context })).pipe(
      onOutcome({
        answered: ({ status }) => {
          span.set({ 'http.response.status_code': status });
          span.end();
        },
        failed: (error) => {
          span.fail(errorAttributes(error));
          span.end();
        },
        canceled: () => {
          span.end();
        },
      }),
    );
  };
}
