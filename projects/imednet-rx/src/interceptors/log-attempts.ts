import { asyncScheduler, defer, tap } from 'rxjs';
import type { ImednetResponse } from '../http/imednet-response';
import type { RequestInterceptor } from '../http/request-handler';
import { errorFields } from '../observability/error-fields';
import type { LogFields, Logger } from '../observability/logger';

/**
 * Writes a line for each attempt when it ends: answered (`debug`), failed (`warn`) or canceled by its caller
 * (`debug`).
 */
export function logAttempts(logger: Logger): RequestInterceptor {
  return (request, next) => {
    if (!logger.isEnabled('warn') && !logger.isEnabled('debug')) return next(request);
    return defer(() => {
      const startedAt = asyncScheduler.now();
      const { method, route, attempt } = request;
      const facts = (more: LogFields): LogFields => ({
        ...{ method, route, attempt, duration: asyncScheduler.now() - startedAt },
        ...more,
      });
      let ended = false;
      return next(request).pipe(
        tap({
          // At the answer, not at the completion: who takes one value unsubscribes in between.
          next: ({ status, bodySize }: ImednetResponse) => {
            ended = true;
            const bytes = bodySize === undefined ? {} : { bytes: bodySize };
            if (logger.isEnabled('debug'))
              logger.log('debug', 'request answered', facts({ status, ...bytes }));
          },
          error: (error: unknown) => {
            if (logger.isEnabled('warn')) logger.log('warn', 'request failed', facts(errorFields(error)));
          },
          unsubscribe: () => {
            if (!ended && logger.isEnabled('debug')) logger.log('debug', 'request canceled', facts({}));
          },
        }),
      );
    });
  };
}
