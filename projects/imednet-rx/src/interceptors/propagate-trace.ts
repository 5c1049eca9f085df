import type { Context } from '@opentelemetry/api';
import { openTelemetry } from '../http/open-telemetry';
import type { RequestInterceptor } from '../http/request-handler';
import { parseUrl } from '../http/resolve-url';
import { safely } from '../observability/safely';

/** Ids only: baggage could carry what an application knows of a patient. */
const TRACE_HEADERS: ReadonlySet<string> = new Set(['traceparent', 'tracestate']);

/**
 * Tells servers that may know it which span a request belongs to.
 *
 * @param origins - those that get the headers; others, a vendor's above all, could refuse them (CORS)
 * @see {@link https://www.w3.org/TR/trace-context/ | Trace Context}
 */
export function propagateTrace(origins: readonly string[]): RequestInterceptor {
  return (request, next) => {
    const { traceContext, url, headers } = request;
    if (!traceContext || !origins.includes(parseUrl(url).origin)) return next(request);
    return next({ ...request, headers: { ...headers, ...traceHeaders(traceContext) } });
  };
}

function traceHeaders(context: Context): Record<string, string> {
  const carrier: Record<string, string> = {};
  safely(() => {
    openTelemetry()?.propagation?.inject(context, carrier, {
      set: (_, name, value) => {
        if (TRACE_HEADERS.has(name.toLowerCase())) carrier[name] = value;
      },
    });
  });
  return carrier;
}
