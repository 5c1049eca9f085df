import { roarrLogger, type RoarrLoggerOptions } from 'imednet-rx/logging';
import { type ImednetFeature, imednetFeature, ImednetFeatureKind } from './imednet-feature';

/**
 * Lets the instance write JSON lines in the format of roarr; other instances are not touched.
 *
 * @param options - what is written, and where; `info` and more severe to the console by default
 * @throws ConfigurationError for an option that is invalid, when the instance is first injected
 *
 * @example
 * ```ts
 * provideImednet({ auth: new SameOriginAuth() }, withJsonLogging({ level: 'warn', namespace: 'emea' }));
 * ```
 *
 * @see {@link https://github.com/gajus/roarr#log-message-format | Log message format of roarr}
 */
export function withJsonLogging(
  options: RoarrLoggerOptions = {},
): ImednetFeature<ImednetFeatureKind.JsonLogging> {
  return imednetFeature(ImednetFeatureKind.JsonLogging, 'withJsonLogging', () => ({
    logger: roarrLogger(options),
  }));
}
