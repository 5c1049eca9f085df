import type { LogLevel } from 'imednet-rx';

/** Takes lines, each without its end, and the level of each. */
export type LineWriter = (line: string, level: LogLevel) => unknown;
