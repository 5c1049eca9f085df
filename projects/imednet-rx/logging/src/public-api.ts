export { configureJsonLogging } from './configure-json-logging';
export { roarrLogger } from './roarr-logger';
export type { RoarrLoggerOptions } from './roarr-logger-options';
