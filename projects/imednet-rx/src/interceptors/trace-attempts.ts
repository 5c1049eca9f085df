import type { Attributes, SpanKind } from '@opentelemetry/api';
import { defer } from 'rxjs';
import type { RequestInterceptor } from '../http/request-handler';
import { errorAttributes } from '../observability/error-attributes';
import type { RequestAttributes } from '../observability/request-attributes';
import type { Telemetry } from '../observability/telemetry';
import { ROOT_CONTEXT } from '../observability/trace-context';
import { onOutcome } from './on-outcome';

// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the enum would load the API's package
const CLIENT: SpanKind.CLIENT = 2;

/**
 * Makes a client span of each attempt, below the span that the call belongs to.
 *
 * A cancellation ends the span without a status: it is no failure of anybody.
 *
 * @see {@link https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-client-span | HTTP client span}
 */
export function traceAttempts(telemetry: Telemetry, known: RequestAttributes): RequestInterceptor {
  return (request, next) => {
    const { method, route, traceContext = ROOT_CONTEXT } = request;
    const attributes = (): Attributes => known.ofAttempt(request);
    const span = telemetry.startSpan(`${method} ${route}`, CLIENT, attributes, traceContext);
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
