import type { Logger } from './logger';
import { type Redact, redacted } from './redact';
import { safely } from './safely';

/**
 * A logger that never throws: a line that can't be written is dropped.
 *
 * @param redact - takes facts out of lines
 */
export function safeLogger(logger: Logger, redact?: Redact): Logger {
  return {
    isEnabled: (level) => safely(() => logger.isEnabled(level)) ?? false,
    log: (level, message, fields) => {
      safely(() => {
        logger.log(level, message, redacted(fields, redact));
      });
    },
  };
}
