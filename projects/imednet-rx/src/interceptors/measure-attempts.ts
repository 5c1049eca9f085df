import { asyncScheduler, defer } from 'rxjs';
import type { Attributes } from '@opentelemetry/api';
import type { RequestInterceptor } from '../http/request-handler';
import { errorAttributes } from '../observability/error-attributes';
import { safely } from '../observability/safely';
import type { RequestAttributes } from '../observability/request-attributes';
import type { Telemetry } from '../observability/telemetry';
import { onOutcome } from './on-outcome';

/** Counts the attempts under way, and measures how long each takes. */
export function measureAttempts(telemetry: Telemetry, known: RequestAttributes): RequestInterceptor {
  return (request, next) => {
    const { measurements } = telemetry;
    const attributes = measurements && safely(() => known.ofRequest(request));
    if (!measurements || !attributes) return next(request);
    const startedAt = asyncScheduler.now();
    const end = (ended?: Attributes): void => {
      measurements.attemptEnded(attributes, (asyncScheduler.now() - startedAt) / 1000, ended);
    };
    measurements.attemptBegan(attributes);
    return defer(() => next(request)).pipe(
      onOutcome({
        answered: ({ status }) => {
          end({ 'http.response.status_code': status });
        },
        failed: (error) => {
          end(errorAttributes(error));
        },
        canceled: () => {
          end();
        },
      }),
    );
  };
}
