import { errorFields } from '../observability/error-fields';
import type { Logger } from '../observability/logger';
import type { RetryListener } from './retry';

/** Writes a line for each decision about a failed attempt: another one (`info`), or none (`warn`). */
export function logRetries(logger: Logger): RetryListener {
  return ({ method, route }, attempt, error, decision) => {
    const isRetried = 'delay' in decision;
    const level = isRetried ? 'info' : 'warn';
    if (!logger.isEnabled(level)) return;
    const message = isRetried ? 'request is sent again' : 'request is not sent again';
    logger.log(level, message, { method, route, attempt, ...errorFields(error), ...decision });
  };
}
