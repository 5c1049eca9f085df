import type { Logger } from './logger';
import { type Redact, redacted } from './redact';

/**
 * A logger that never throws: a line that can't be written is dropped.
 *
 * @param redact - takes facts out of lines
 */
export function safeLogger(logger: Logger, redact?: Redact): Logger {
  return {
    isEnabled: (level) => {
      try {
        return logger.isEnabled(level);
      } catch {
        return false;
      }
    },
    log: (level, message, fields) => {
      try {
        logger.log(level, message, redacted(fields, redact));
      } catch {
        // Whoever logs can't help it, and whoever reads data must not suffer from it.
      }
    },
  };
}
