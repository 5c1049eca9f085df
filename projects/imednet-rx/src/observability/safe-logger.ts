import type { Logger } from './logger';

/** A logger that never throws: a line that can't be written is dropped. */
export function safeLogger(logger: Logger): Logger {
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
        logger.log(level, message, fields);
      } catch {
        // Whoever logs can't help it, and whoever reads data must not suffer from it.
      }
    },
  };
}
