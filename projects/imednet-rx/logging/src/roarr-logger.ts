import type { Logger, LogLevel } from 'imednet-rx';
import { logLevels } from 'roarr/dist/constants.js';
import { assertLoggerOptions } from './assert-logger-options';
import type { LineWriter } from './line-writer';
import { platformWriter } from './platform-writer';
import { RoarrLines } from './roarr-lines';
import type { RoarrLoggerOptions } from './roarr-logger-options';
import { writeSafely } from './write-safely';

/**
 * A logger for one client, which writes JSON lines in the format of roarr.
 *
 * It is always on: `ROARR_LOG`, `ROARR.write` and the application's own loggers of roarr play no part in it, and
 * it none in them.
 *
 * @param options - what is written, and where
 * @throws ConfigurationError for an option that is invalid
 *
 * @example
 * ```ts
 * const logger = roarrLogger({ level: 'debug', namespace: 'nightly-mirror' });
 * const client = new ImednetClient({ apiKey, securityKey, logger });
 * ```
 *
 * @see {@link https://github.com/gajus/roarr#log-message-format | Log message format of roarr}
 */
export function roarrLogger(options: RoarrLoggerOptions = {}): Logger {
  assertLoggerOptions(options);
  const { level: least = 'info', write, namespace = 'client', context } = options;
  // One argument: it may be a function that takes any number of them, as `console.log` does.
  const writer: LineWriter = write ? (line) => write(line) : platformWriter();
  const lines = new RoarrLines({ ...context, package: 'imednet-rx', namespace });
  const isEnabled = (level: LogLevel): boolean => logLevels[level] >= logLevels[least];
  return {
    isEnabled,
    log: (level, message, fields) => {
      if (isEnabled(level)) writeSafely(writer, level, () => lines.next(level, message, fields));
    },
  };
}
