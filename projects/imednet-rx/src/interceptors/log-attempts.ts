import { asyncScheduler, defer } from 'rxjs';
import type { ImednetResponse } from '../http/imednet-response';
import type { RequestInterceptor } from '../http/request-handler';
import { errorFields } from '../observability/error-fields';
import type { LogFields, LogLevel } from '../observability/logger';
import { requestFields } from '../observability/request-fields';
import type { Telemetry } from '../observability/telemetry';
import { onOutcome } from './on-outcome';

/**
 * Writes a line for each attempt when it ends: answered (`debug`), failed (`warn`) or canceled by its caller
 * (`debug`).
 */
export function logAttempts(telemetry: Telemetry): RequestInterceptor {
  return (request, next) => {
    if (!telemetry.logs('warn') && !telemetry.logs('debug')) return next(request);
    const startedAt = asyncScheduler.now();
    const log = (level: LogLevel, message: string, more: LogFields): void => {
      telemetry.log(level, message, () => {
        const duration = asyncScheduler.now() - startedAt;
        return { ...requestFields(request), duration, ...more };
      });
    };
    return defer(() => next(request)).pipe(
      onOutcome({
        answered: ({ status, bodySize: bytes }: ImednetResponse) => {
          log('debug', 'request answered', { status, ...(bytes === undefined ? {} : { bytes }) });
        },
        failed: (error) => {
          log('warn', 'request failed', errorFields(error));
        },
        canceled: () => {
          log('debug', 'request canceled', {});
        },
      }),
    );
  };
}
