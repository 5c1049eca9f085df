import type { Logger } from './logger';

/** Shared by all copies of the package in a process, as OpenTelemetry's own registry is. */
const REGISTRY = Symbol.for('imednet-rx.logger');

interface Registry {
  [REGISTRY]?: Logger | undefined;
}

/**
 * Sets where clients without a `logger` of their own write, those included that are there already.
 *
 * @param logger - `undefined` for nowhere, as at the start
 *
 * @example
 * ```ts
 * setDefaultLogger(roarrLogger({ level: 'info' }));
 * ```
 */
export function setDefaultLogger(logger: Logger | undefined): void {
  (globalThis as Registry)[REGISTRY] = logger;
}

/** Where clients without a logger of their own write. */
export function defaultLogger(): Logger | undefined {
  return (globalThis as Registry)[REGISTRY];
}
