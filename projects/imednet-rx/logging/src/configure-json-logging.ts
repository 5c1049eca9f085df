import { setDefaultLogger } from 'imednet-rx';
import { roarrLogger } from './roarr-logger';
import type { RoarrLoggerOptions } from './roarr-logger-options';

/**
 * Lets every client without a logger of its own write JSON lines in the format of roarr, those included that are
 * there already; in each worker thread it is asked for anew.
 *
 * Called again, it replaces the former options.
 *
 * @param options - what is written, and where
 * @returns switches it off again
 * @throws ConfigurationError for an option that is invalid
 *
 * @example
 * ```ts
 * const switchOff = configureJsonLogging({ level: 'debug' });
 * ```
 *
 * @see {@link https://github.com/gajus/roarr#log-message-format | Log message format of roarr}
 */
export function configureJsonLogging(options: RoarrLoggerOptions = {}): () => void {
  const logger = roarrLogger(options);
  // By now the default can be another one, which is not ours to take away.
  let isOn = true;
  setDefaultLogger({
    isEnabled: (level) => isOn && logger.isEnabled(level),
    log: (...line) => {
      if (isOn) logger.log(...line);
    },
  });
  return () => {
    isOn = false;
  };
}
