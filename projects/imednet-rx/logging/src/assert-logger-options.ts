import { ConfigurationError } from 'imednet-rx';
import { logLevels } from 'roarr/dist/constants.js';
import type { RoarrLoggerOptions } from './roarr-logger-options';

/**
 * Checks options as they come from plain JavaScript, e.g. a level from the environment.
 *
 * @throws ConfigurationError naming the option, and never its value
 */
export function assertLoggerOptions({ level, write, namespace, context = {} }: RoarrLoggerOptions): void {
  if (level !== undefined && !Object.hasOwn(logLevels, level)) {
    throw new ConfigurationError('level must be one of trace, debug, info, warn, error, fatal.');
  }
  if (write !== undefined && typeof write !== 'function') {
    throw new ConfigurationError('write must be a function.');
  }
  if (namespace !== undefined && typeof namespace !== 'string') {
    throw new ConfigurationError('namespace must be a string.');
  }
  for (const value of Object.values<unknown>(context)) {
    if (typeof value === 'string' || Number.isFinite(value)) continue;
    throw new ConfigurationError('context must hold strings and finite numbers only.');
  }
}
