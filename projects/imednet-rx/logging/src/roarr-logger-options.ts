import type { LogLevel } from 'imednet-rx';

/** What is written, and where. */
export interface RoarrLoggerOptions {
  /** The least severe level that is written; `info` by default. */
  readonly level?: LogLevel;
  /**
   * Takes each line, without its end. By default lines go to stdout in Node, and to the console in browsers.
   *
   * What it throws, or rejects with, is dropped.
   */
  readonly write?: (line: string) => unknown;
  /** `context.namespace` of each line, to tell clients apart; `client` by default. */
  readonly namespace?: string;
  /** More fields of each line, e.g. `application`; those of the library win over them. */
  readonly context?: Readonly<Record<string, string | number>>;
}
